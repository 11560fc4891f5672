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

/** What a run is going to ask for: reading it at once takes a tenth of the time. */
export interface WantedReviews {
  readonly artifacts: readonly DigestSet[];
  readonly signers: readonly SignerId[];
}

/** One signer's reviews of an artifact in the synced logs, each id once with its earliest log time. */
export function reviewIndex(
  mirror: Mirror,
  key: MachineKey,
  logs: ReadonlyMap<string, TimedLog>,
  wanted: WantedReviews,
): ReviewIndex {
  const rowsOf = reviewRows(mirror, wanted);
  return (digests, by) => {
    const found = new Map<string, Logged<'review'>>();
    for (const row of rowsOf(digests, by)) {
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

type Row = Readonly<Record<string, unknown>>;

function reviewRows(
  mirror: Mirror,
  { artifacts, signers }: WantedReviews,
): (digests: DigestSet, by: SignerId) => readonly Row[] {
  const columns = 'SELECT origin, position, sha512, signer, statement, mac FROM review';
  const bySha512 = mirror.prepare(`${columns} WHERE sha512 = ? AND signer = ?`);
  const bySha256 = mirror.prepare(`${columns} WHERE sha256 = ? AND signer = ?`);
  const asked = new Set(artifacts.flatMap(({ sha512 }) => sha512 ?? []));
  const askedOf = new Set(signers);
  const read = new Map<string, Row[]>();
  const all = mirror
    .prepare(
      `${columns} WHERE sha512 IN (SELECT value FROM json_each(?)) AND signer IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...asked]), JSON.stringify(signers));
  for (const row of all) {
    const place = `${String(row['sha512'])} ${String(row['signer'])}`;
    const rows = read.get(place);
    if (rows) rows.push(row);
    else read.set(place, [row]);
  }
  return ({ sha256, sha512 }, by) => {
    if (sha512 === undefined) return sha256 === undefined ? [] : bySha256.all(sha256, by);
    if (asked.has(sha512) && askedOf.has(by)) return read.get(`${sha512} ${by}`) ?? [];
    return bySha512.all(sha512, by);
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
