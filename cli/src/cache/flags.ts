import { CodedError } from '@countersign/shared/errors.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { Signed, StatementOf } from '@countersign/shared/statement/statement.ts';
import { targetKeys } from '@countersign/shared/trust/flag-index.ts';
import type { FlagIndex, Logged, LogTime } from '@countersign/shared/trust/logged.ts';
import type { MachineKey } from './machine-key.ts';
import type { Mirror } from './mirror.ts';
import { sameInBoth } from './reviews.ts';

type Flag = Signed<StatementOf<'flag'>>;

/**
 * Where a flag stands in its log, and the keys under which it may concern an artifact. The keys of every flag are part of
 * the log's state, so that a flag that is gone from the table is missed.
 */
export type FlagKeys = readonly [index: number, ...keys: string[]];

export function storeFlags(
  mirror: Mirror,
  key: MachineKey,
  origin: string,
  opened: readonly (readonly [number, Opened])[],
): void {
  const insert = mirror.prepare(
    'INSERT OR REPLACE INTO flag (origin, position, statement, mac) VALUES (?, ?, ?, ?)',
  );
  for (const [index, statement] of opened) {
    if (statement.kind !== 'flag') continue;
    const text = JSON.stringify(statement);
    insert.run(origin, index, text, key.mac('flag', origin, String(index), text));
  }
}

/** The flags of a pinned trust log: what its state says of them, and the log time of its entries. */
export interface FlagLog {
  readonly node: string;
  readonly origin: string;
  readonly flags: readonly FlagKeys[];
  readonly timeOf: (index: number) => LogTime;
}

/** Throws `cache-unusable`, when it is called, where a flag that the state names is not there as this machine wrote it. */
export function flagIndex(mirror: Mirror, key: MachineKey, logs: readonly FlagLog[]): FlagIndex {
  const byKey = new Map<string, { log: FlagLog; index: number }[]>();
  for (const log of logs) {
    for (const [index, ...keys] of log.flags) {
      for (const one of keys) {
        const places = byKey.get(one);
        if (places) places.push({ log, index });
        else byKey.set(one, [{ log, index }]);
      }
    }
  }
  const read = mirror.prepare('SELECT statement, mac FROM flag WHERE origin = ? AND position = ?');
  const load = ({ origin }: FlagLog, index: number): Flag => {
    const row = read.get(origin, index);
    const text = String(row?.['statement']);
    const mac = row?.['mac'];
    if (mac instanceof Uint8Array && key.check(mac, 'flag', origin, String(index), text))
      return JSON.parse(text) as Flag;
    const message = `the cache has lost a flag, entry ${index} of ${origin}; delete the cache and run countersign sync`;
    throw new CodedError('cache-unusable', message);
  };
  return (target) => {
    const found = new Map<string, Logged<'flag'>>();
    const seen = new Set<string>();
    for (const { log, index } of targetKeys(target).flatMap((one) => byKey.get(one) ?? [])) {
      if (seen.has(`${log.origin} ${index}`)) continue;
      seen.add(`${log.origin} ${index}`);
      const places = [{ node: log.node, log: 'trust', index }] as const;
      const here: Logged<'flag'> = { statement: load(log, index), time: log.timeOf(index), places };
      const known = found.get(here.statement.id);
      found.set(here.statement.id, known ? sameInBoth(known, here) : here);
    }
    return [...found.values()];
  };
}
