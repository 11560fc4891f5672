import type { StatementOf, Signed, UnknownStatement } from '../statement/statement.ts';
import type { Kind } from '../statement/kinds.ts';

/** Log time: seconds since 1970, or null when no quorum of pinned witnesses has covered the statement yet. */
export type LogTime = number | null;

/** A verified statement and when it was logged, the earliest over all pinned logs that hold it. */
export interface Logged<K extends Kind> {
  readonly statement: Signed<StatementOf<K>>;
  readonly time: LogTime;
}

export interface LoggedUnknown {
  readonly statement: UnknownStatement;
  readonly time: LogTime;
}

/** The trust log's statements by kind: the union over all pinned nodes, each id once. */
export interface TrustEntries {
  readonly flags: readonly Logged<'flag'>[];
  readonly vouches: readonly Logged<'vouch'>[];
  readonly profiles: readonly Logged<'profile'>[];
  readonly revocations: readonly Logged<'revocation'>[];
  readonly unknown: readonly LoggedUnknown[];
}

/** Seconds of an instant as statements write it (`2026-11-22T17:00:00Z`). */
export function instantSeconds(text: string): number {
  return Date.parse(text) / 1000;
}

/** Without a time a statement counts as logged now. */
export function timeOrNow(time: LogTime, now: number): number {
  return time ?? now;
}
