import type { DigestSet } from '@countersign/shared/digest.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { Signed, StatementOf } from '@countersign/shared/statement/statement.ts';
import type { Logged, LogPlace, LogTime } from '@countersign/shared/trust/logged.ts';
import type { ReviewIndex } from '@countersign/shared/trust/reviews.ts';
import type { MachineKey } from './machine-key.ts';
import type { Mirror } from './mirror.ts';

export function storeReviews(
  mirror: Mirror,
  key: MachineKey,
  origin: string,
  opened: readonly (readonly [number, Opened])[],
): void {
  const insert = mirror.prepare(
    'INSERT OR REPLACE INTO review (origin, position, sha256, sha512, signer, statement, mac) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [index, statement] of opened) {
    if (statement.kind !== 'review') continue;
    const { sha256, sha512 } = statement.subject.digest;
    const text = JSON.stringify(statement);
    insert.run(
      origin,
      index,
      sha256,
      sha512 ?? '',
      statement.by,
      text,
      key.mac('review', origin, String(index), text),
    );
  }
}

export function dropReviews(mirror: Mirror, origin: string): void {
  mirror.prepare('DELETE FROM review WHERE origin = ?').run(origin);
}

/** A pinned reviews log, and the log time of its entries. */
export interface TimedLog {
  readonly node: string;
  readonly timeOf: (index: number) => LogTime;
}

/** One signer's reviews of an artifact in the synced logs, each id once with its earliest log time. */
export function reviewIndex(
  mirror: Mirror,
  key: MachineKey,
  logs: ReadonlyMap<string, TimedLog>,
): ReviewIndex {
  const columns = 'SELECT origin, position, statement, mac FROM review';
  const bySha512 = mirror.prepare(`${columns} WHERE sha512 = ? AND signer = ?`);
  const bySha256 = mirror.prepare(`${columns} WHERE sha256 = ? AND signer = ?`);
  return (digests: DigestSet, by: SignerId) => {
    const rows = [
      ...(digests.sha512 ? bySha512.all(digests.sha512, by) : []),
      ...(digests.sha256 && !digests.sha512 ? bySha256.all(digests.sha256, by) : []),
    ];
    const found = new Map<string, Logged<'review'>>();
    for (const row of rows) {
      const origin = String(row['origin']);
      const index = Number(row['position']);
      const text = String(row['statement']);
      const log = logs.get(origin);
      // A row of a log that is not pinned, or that this machine did not write, is no evidence.
      if (!log || !(row['mac'] instanceof Uint8Array)) continue;
      if (!key.check(row['mac'], 'review', origin, String(index), text)) continue;
      const statement = JSON.parse(text) as Signed<StatementOf<'review'>>;
      const places: LogPlace[] = [{ node: log.node, log: 'reviews', index }];
      const here: Logged<'review'> = { statement, time: log.timeOf(index), places };
      const known = found.get(statement.id);
      found.set(statement.id, known ? sameInBoth(known, here) : here);
    }
    return [...found.values()];
  };
}

/** One statement in two logs: the earlier time, where none is later than any; and both places. */
export function sameInBoth<T extends { readonly time: LogTime; readonly places: readonly LogPlace[] }>(
  a: T,
  b: T,
): T {
  const time = a.time === null || (b.time !== null && b.time < a.time) ? b.time : a.time;
  return { ...a, time, places: [...a.places, ...b.places] };
}
