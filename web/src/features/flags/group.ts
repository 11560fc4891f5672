import { severities, type Severity } from '@countersign/shared/statement/flag.ts';
import type { OpenedOf } from '../../app/opened.ts';

export type OpenedFlag = OpenedOf<'flag'>;

/** All flags about one artifact, or about one range of a package's versions. */
export interface FlagGroup {
  readonly key: string;
  readonly purl: string;
  readonly range: string | null;
  /** Worst first, newest first among equals; those that were taken back stand last. */
  readonly flags: readonly OpenedFlag[];
  /** Of the flags that stand; null when all were taken back. */
  readonly worst: Severity | null;
  /** How many signers' flags stand. */
  readonly signers: number;
  /** The date that its newest flag claims. */
  readonly newest: string;
}

/** Newest first by day, on one day the worst first; what was taken back last. */
export function groupFlags(flags: readonly OpenedFlag[]): FlagGroup[] {
  const byKey = new Map<string, OpenedFlag[]>();
  for (const flag of flags) {
    const key = keyOf(flag);
    const known = byKey.get(key);
    if (!known) byKey.set(key, [flag]);
    else if (!known.some(({ statement }) => statement.id === flag.statement.id)) known.push(flag);
  }
  return [...byKey].map(([key, members]) => groupOf(key, members)).sort(inOrder);
}

/** The bytes count, not the name alone: two artifacts may go by one name. */
function keyOf({ statement: { subject, predicate } }: OpenedFlag): string {
  return `${subject.name} ${predicate.range ?? subject.digest.sha256}`;
}

function groupOf(key: string, members: OpenedFlag[]): FlagGroup {
  const flags = members.toSorted(
    (a, b) =>
      Number(isTakenBack(a)) - Number(isTakenBack(b)) ||
      rank(a.statement.predicate.severity) - rank(b.statement.predicate.severity) ||
      compare(dateOf(b), dateOf(a)),
  );
  const first = flags[0] as OpenedFlag;
  const standing = flags.filter((flag) => !isTakenBack(flag));
  return {
    key,
    purl: first.statement.subject.name,
    range: first.statement.predicate.range ?? null,
    flags,
    worst: standing[0]?.statement.predicate.severity ?? null,
    signers: new Set(standing.map(({ statement }) => statement.by)).size,
    newest: flags.map(dateOf).toSorted(compare).at(-1) as string,
  };
}

/** Only when the retraction was seen: a node that merely says so could hide a flag. */
export function isTakenBack({ withdrawn }: OpenedFlag): boolean {
  return withdrawn === 'shown';
}

function inOrder(a: FlagGroup, b: FlagGroup): number {
  return (
    compare(b.newest.slice(0, 10), a.newest.slice(0, 10)) ||
    rank(a.worst) - rank(b.worst) ||
    compare(b.newest, a.newest) ||
    compare(a.key, b.key)
  );
}

function rank(severity: Severity | null): number {
  return severity === null ? severities.length : severities.indexOf(severity);
}

function dateOf({ statement }: OpenedFlag): string {
  return statement.predicate.date;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
