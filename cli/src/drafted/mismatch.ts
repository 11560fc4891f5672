import { toCanonicalJson } from '@countersign/shared/bytes/canonical-json.ts';
import { CodedError } from '@countersign/shared/errors.ts';

/** A statement that says other than the bytes do, or is not about what it was asked for. */
export function mismatch(why: string): CodedError {
  return new CodedError('unsigned-mismatch', `this statement is not signed: ${why}`);
}

export function demand(holds: boolean, why: string): void {
  if (!holds) throw mismatch(why);
}

export function sameJson(a: unknown, b: unknown): boolean {
  return toCanonicalJson(a) === toCanonicalJson(b);
}

/** What a node tolerates of a clock that is ahead, in milliseconds. */
const tolerance = 300_000;

/** Throws `statement-from-future`: no node would take it. */
export function checkDate(date: string, now: number): void {
  if (Date.parse(date) <= now + tolerance) return;
  throw new CodedError(
    'statement-from-future',
    `this statement is dated ${date}, which is ahead of this machine's clock`,
  );
}
