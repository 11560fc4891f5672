import type { StatementItem } from '@countersign/shared/api.ts';
import { getJson, type Parameters } from './api.ts';
import { openPage, type OpenedPage } from './statements.ts';

const mostPages = 5;

/** The newest statements, as many as a page can show: `next` is null when these are all. Throws ApiError. */
export async function loadNewest(
  path: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<OpenedPage> {
  let all: OpenedPage = { statements: [], refused: 0, next: null };
  let before: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: { statements: readonly StatementItem[]; next: string | null } = await getJson(
      path,
      { ...parameters, before },
      signal,
    );
    const opened = await openPage(answer, signal);
    all = {
      statements: [...all.statements, ...opened.statements],
      refused: all.refused + opened.refused,
      next: opened.next,
    };
    before = opened.next;
    if (before === null) break;
  }
  return all;
}
