import { fromBase64, toBase64 } from '@countersign/shared/bytes/base64.ts';
import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { CosignedSize } from '@countersign/shared/trust/log-time.ts';
import type { FlagKeys } from './flags.ts';
import type { MachineKey } from './machine-key.ts';
import type { Mirror } from './mirror.ts';

/** A log of a pinned node, and the witnesses whose word on it counts. */
export interface PinnedLog {
  readonly node: string;
  readonly log: LogName;
  readonly origin: string;
  /** The log's vkey and the witnesses', as text: the state was computed under these and holds under no others. */
  readonly pins: string;
}

/** What this machine verified of one log. */
export interface LogState {
  readonly version: 1;
  readonly pins: string;
  /** The newest checkpoint accepted: a signed note. */
  readonly note: string;
  readonly size: number;
  /** Base64 of the Merkle frontier's peaks, largest first. */
  readonly peaks: readonly string[];
  /** The pinned witnesses' stamps on `note`, for freshness. */
  readonly seen: readonly number[];
  /** Every checkpoint known with a stamp, for log time. */
  readonly checkpoints: readonly CosignedSize[];
  /** Of the trust log: every statement but flags, by its index. Flags and reviews are in tables of their own. */
  readonly statements: readonly (readonly [index: number, opened: Opened])[];
  /** Of the trust log: every flag in it. */
  readonly flags: readonly FlagKeys[];
  /** The key signed two histories: it is refused for good. */
  readonly refused: string | null;
}

export const emptyState = (pins: string): LogState => ({
  version: 1,
  pins,
  note: '',
  size: 0,
  peaks: [],
  seen: [],
  checkpoints: [],
  statements: [],
  flags: [],
  refused: null,
});

export function frontierOf(state: LogState): Frontier {
  return Frontier.fromState({ size: state.size, peaks: state.peaks.map(fromBase64) });
}

export function peaksOf(frontier: Frontier): string[] {
  return frontier.state().peaks.map(toBase64);
}

/** The state of a log, `absent`, or `unverified` when it is not this machine's work or stands under other pins. */
export function loadState(
  mirror: Mirror,
  key: MachineKey,
  { origin, pins }: PinnedLog,
): LogState | 'absent' | 'unverified' {
  const row = mirror.prepare('SELECT state, mac FROM log WHERE origin = ?').get(origin);
  if (!row) return 'absent';
  const text = String(row['state']);
  if (!(row['mac'] instanceof Uint8Array) || !key.check(row['mac'], 'log', origin, text)) return 'unverified';
  const state = JSON.parse(text) as LogState;
  if (state.version !== 1) return 'unverified';
  if (state.pins !== pins) return 'unverified';
  macs.set(state, row['mac']);
  return state;
}

/** Under which MACs this run read or wrote states. */
const macs = new WeakMap<LogState, Uint8Array>();

/** The MAC that a state has in the cache: it is the very state that this run went by as long as that stands there. */
export function macOf(state: LogState): Uint8Array | null {
  return macs.get(state) ?? null;
}

/** Whether the cache still holds the very state that this run read. */
export function isStored(mirror: Mirror, origin: string, state: LogState): boolean {
  const mac = mirror.prepare('SELECT mac FROM log WHERE origin = ?').get(origin)?.['mac'];
  const known = macs.get(state);
  return mac instanceof Uint8Array && known !== undefined && equalBytes(mac, known);
}

export function saveState(mirror: Mirror, key: MachineKey, origin: string, state: LogState): void {
  const text = JSON.stringify(state);
  const mac = key.mac('log', origin, text);
  mirror
    .prepare(
      'INSERT INTO log (origin, state, mac) VALUES (?, ?, ?) ON CONFLICT (origin) DO UPDATE SET state = excluded.state, mac = excluded.mac',
    )
    .run(origin, text, mac);
  macs.set(state, mac);
}
