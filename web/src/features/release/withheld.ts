/** How a verdict came about that is at hand. Milliseconds since 1970. */
export interface Judging {
  /** For other signers or another demand than those that are chosen now. */
  readonly isOfBefore: boolean;
  readonly failed: boolean;
  readonly judgedAt: number;
}

/** Older than this a verdict is of another day: a tab that slept asks its node again only after it woke. */
const longestAge = 15 * 60_000;

/** Why a verdict that is at hand is not to be shown as one of now; null when it is. */
export function whyWithheld({ isOfBefore, failed, judgedAt }: Judging, now: number): string | null {
  if (failed)
    return 'The node could not be asked again, and a flag may have come since this page last read it.';
  if (isOfBefore) return 'It is being judged anew for the signers and the demand that you chose.';
  if (now - judgedAt > longestAge || judgedAt - now > longestAge)
    return 'This page has slept. It asks the node again before it says anything.';
  return null;
}
