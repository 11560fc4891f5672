import type { ReviewerAnswer } from '@countersign/shared/api.ts';
import { getJson } from '../../app/api.ts';
import type { Opened } from '../../app/opened.ts';
import { openItems, openPage, type OpenedPage } from '../../app/statements.ts';

export interface ReviewerPageData extends OpenedPage {
  /** Vouches and profiles that name it. */
  readonly about: readonly Opened[];
}

/** What a signer said, one page of it, and what was said about it. Throws ApiError. */
export async function loadReviewer(
  signer: string,
  before: string | undefined,
  signal: AbortSignal,
): Promise<ReviewerPageData> {
  const path = `/api/reviewers/${encodeURIComponent(signer)}`;
  const answer = await getJson<ReviewerAnswer>(path, { before }, signal);
  const page = await openPage(answer, signal);
  const about = await openItems(answer.about, signal);
  return {
    ...page,
    about: about.filter((one) => one !== null),
    refused: page.refused + about.filter((one) => one === null).length,
  };
}
