import { KeysAnswer } from '@countersign/shared/api.ts';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { verifyNote } from '@countersign/shared/log/note.ts';
import { formatVkey, type Vkey } from '@countersign/shared/log/vkey.ts';
import { parseLogKey, parseWitnessKey } from '@countersign/shared/policy/pins.ts';
import type { CheckedNote, KnownLog } from '@countersign/shared/trust/replay.ts';
import { NodeLog, type Relation } from './node-log.ts';
import type { Heads, KeptLog, KeptLogs, LogHead, LogLook, Memory } from './node-logs.ts';
import { getJson, type NodeSource } from './node-source.ts';
import { TrustLog } from './trust-log.ts';

interface OpenLogs {
  readonly keys: KeysAnswer;
  readonly witness: Vkey;
  readonly reviews: NodeLog;
  readonly trust: NodeLog;
  readonly replay: TrustLog;
}

/** One page's look at this node: its keys as it shows them, and both logs as they went on since. */
export class Session {
  readonly source: NodeSource;
  readonly #kept: KeptLogs;
  #open: OpenLogs | null = null;
  #opening: Promise<OpenLogs> | null = null;
  /** How each log stood to what was kept when it was opened. */
  readonly #first = new Map<LogName, Memory['state']>();

  constructor(source: NodeSource, kept: KeptLogs) {
    this.source = source;
    this.#kept = kept;
  }

  /** The logs as they were opened first, else now. Throws as parseLogKey does, and `node-unreachable`. */
  async open(): Promise<OpenLogs> {
    return this.#open ?? this.#reopen();
  }

  /** Asks for the keys again; one asking at a time, so that there is one look at each log. */
  async #reopen(): Promise<OpenLogs> {
    this.#opening ??= this.#ask().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #ask(): Promise<OpenLogs> {
    const keys = await getJson(this.source, '/keys', KeysAnswer);
    const before = this.#open;
    if (before && before.keys.reviews === keys.reviews && before.keys.trust === keys.trust) {
      if (before.keys.witness === keys.witness) return before;
    }
    const witness = parseWitnessKey(keys.witness);
    const logOf = async (log: LogName) => {
      const known: KnownLog = { log, vkey: parseLogKey(keys[log], log), witnesses: [witness] };
      const opened = new NodeLog(this.source, known);
      // Another key in the middle of a visit is as loud as one since the last visit.
      const seen = before ? keptOf(before[log]) : this.#kept[log];
      this.#first.set(log, await recall(opened, seen));
      return opened;
    };
    const trust = await logOf('trust');
    const open = { keys, witness, trust, reviews: await logOf('reviews'), replay: new TrustLog(trust) };
    this.#open = open;
    return open;
  }

  /** Looks at both logs anew. */
  async heads(): Promise<Heads> {
    const open = await this.#reopen();
    const [reviews, trust] = [await this.#look(open.reviews), await this.#look(open.trust)];
    return { witness: open.keys.witness, reviews, trust };
  }

  async #look(log: NodeLog): Promise<LogLook> {
    const name = log.known.log;
    const vkey = formatVkey(log.known.vkey);
    const memory = (state: Memory['state']): Memory => ({
      state,
      seen: this.#kept[name],
      shown: log.shown === null ? null : { vkey, note: log.shown, other: null },
    });
    try {
      const { note, relation } = await log.refresh();
      return {
        log: name,
        vkey,
        head: headOf(log, note),
        problem: null,
        memory: memory(this.#state(name, relation)),
      };
    } catch (error) {
      if (!isCoded(error)) throw error;
      const contradicts = isCoded(error, 'log-refused', 'log-inconsistent');
      const state = contradicts ? 'contradicts' : (this.#first.get(name) ?? 'first');
      return {
        log: name,
        vkey,
        head: null,
        problem: { code: error.code, message: error.message },
        memory: memory(state),
      };
    }
  }

  #state(log: LogName, relation: Relation): Memory['state'] {
    const first = this.#first.get(log) ?? 'first';
    if (first === 'other-key') return first;
    if (relation === 'smaller') return relation;
    return first === 'first' ? first : relation;
  }
}

/** Begins with what this browser kept, so that the log must go on from there. */
async function recall(log: NodeLog, kept: KeptLog | null): Promise<Memory['state']> {
  if (kept === null) return 'first';
  if (kept.vkey !== formatVkey(log.known.vkey)) return 'other-key';
  try {
    await log.accept(kept.note);
    if (kept.other !== null) await log.accept(kept.other);
    return 'same';
  } catch (error) {
    if (!isCoded(error)) throw error;
    // A fork stays one. Anything else that was kept is no checkpoint of this log, and no evidence.
    return log.head === null ? 'first' : 'same';
  }
}

function keptOf(log: NodeLog): KeptLog | null {
  return log.head === null ? null : { vkey: formatVkey(log.known.vkey), note: log.head.note, other: null };
}

function headOf({ known }: NodeLog, { note, size, root, cosignatures }: CheckedNote): LogHead {
  return {
    log: known.log,
    vkey: formatVkey(known.vkey),
    note,
    size,
    root: toHex(root),
    cosigned: cosignatures.map(({ vkey, time }) => ({ name: vkey.name, time })),
    unknownSignatures: verifyNote(note, [known.vkey, ...known.witnesses]).unknown,
  };
}
