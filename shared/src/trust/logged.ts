import type { StatementOf, Signed, UnknownStatement } from '../statement/statement.ts';
import type { LogName } from '../log/log-name.ts';
import type { Kind } from '../statement/kinds.ts';
import type { Target } from './target.ts';

/** Log time: seconds since 1970, or null when no quorum of pinned witnesses has covered the statement yet. */
export type LogTime = number | null;

/** Where a statement can be looked up: the entry of a pinned node's log. */
export interface LogPlace {
  readonly node: string;
  readonly log: LogName;
  readonly index: number;
}

interface InLogs {
  /** The earliest over all pinned logs that hold it. */
  readonly time: LogTime;
  readonly places: readonly LogPlace[];
}

/** A verified statement, when it was logged, and where. */
export interface Logged<K extends Kind> extends InLogs {
  readonly statement: Signed<StatementOf<K>>;
}

export interface LoggedUnknown extends InLogs {
  readonly statement: UnknownStatement;
}

/**
 * Every flag that may concern an artifact, by one of its digests or by its package, whoever raised it, each id once; the
 * caller checks which of them do. By artifact, because a log holds flags on the whole world.
 */
export type FlagIndex = (target: Target) => readonly Logged<'flag'>[];

/** The trust log's statements by kind: the union over all pinned nodes, each id once. */
export interface TrustEntries {
  readonly flags: FlagIndex;
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
