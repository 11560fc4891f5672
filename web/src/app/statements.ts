import type { StatementAnswer, StatementItem } from '@countersign/shared/api.ts';
import { ApiError, getJson, type Parameters } from './api.ts';
import { openItem, takesBack, type Opened } from './opened.ts';

/** One page of statements, opened. */
export interface OpenedPage {
  /** In the node's order, newest first. */
  readonly statements: readonly Opened[];
  /** How many the node served that do not verify. */
  readonly refused: number;
  /** The `before` of the next page. */
  readonly next: string | null;
}

interface ItemPage {
  readonly statements: readonly StatementItem[];
  readonly next: string | null;
}

/** Between signatures the page may draw: eight take some twenty milliseconds. */
const atOnce = 8;

/** Asks for a page of statements and checks each, retractions included. Throws ApiError. */
export async function loadStatements(
  path: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<OpenedPage> {
  return openPage(await getJson<ItemPage>(path, parameters, signal), signal);
}

export async function openPage(page: ItemPage | null, signal: AbortSignal): Promise<OpenedPage> {
  // JSON may be `null`.
  const { statements, next } = page ?? ({} as ItemPage);
  const opened = await openItems(statements, signal);
  return {
    statements: opened.filter((item) => item !== null),
    refused: opened.filter((item) => item === null).length,
    next: typeof next === 'string' ? next : null,
  };
}

/** In their order; null for what does not verify. Throws ApiError when these are no items at all. */
export async function openItems(
  items: readonly StatementItem[],
  signal: AbortSignal,
): Promise<(Opened | null)[]> {
  if (!Array.isArray(items)) throw new ApiError('answer-malformed', 'the answer holds no statements', 200);
  const opened: (Opened | null)[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    const some = items.slice(at, at + atOnce);
    opened.push(...(await Promise.all(some.map((item) => openWithdrawn(item, signal)))));
    await new Promise((done) => setTimeout(done, 0));
    signal.throwIfAborted();
  }
  return opened;
}

async function openWithdrawn(item: StatementItem, signal: AbortSignal): Promise<Opened | null> {
  const opened = openItem(item);
  if (opened?.withdrawn !== 'claimed') return opened;
  return (await retractionShown(item, opened, signal)) ? { ...opened, withdrawn: 'shown' } : opened;
}

async function retractionShown(item: StatementItem, opened: Opened, signal: AbortSignal): Promise<boolean> {
  if (item.retractedBy === null || !/^[0-9a-f]{64}$/.test(item.retractedBy)) return false;
  try {
    const answer = await getJson<StatementAnswer>(`/api/statements/${item.retractedBy}`, {}, signal);
    const retraction = openItem(answer);
    return retraction !== null && takesBack(retraction.statement, opened.statement);
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
