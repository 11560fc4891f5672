import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { tileWidth } from '@countersign/shared/log/tile.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import { flagIndexOf } from '@countersign/shared/trust/flag-index.ts';
import { logTimes, seenAt, type CosignedSize } from '@countersign/shared/trust/log-time.ts';
import type { Logged, TrustEntries } from '@countersign/shared/trust/logged.ts';
import { replayEntries, type CheckedNote } from '@countersign/shared/trust/replay.ts';
import type { NodeLog } from './node-log.ts';

/** How much one page takes: a log beyond needs the command line, which keeps what it verified. */
const mostEntries = 200_000;
const inFlight = 4;

export type Progress = (done: number, of: number) => void;

interface Replay {
  readonly head: CheckedNote;
  readonly frontier: Frontier;
  readonly opened: readonly (readonly [index: number, statement: Opened])[];
  readonly checkpoints: readonly CosignedSize[];
}

/** What the trust log says, or why it is not to be believed. */
export interface TrustEvidence {
  readonly view: TrustLogView;
  readonly trust: TrustEntries;
  /** Every flag in it. */
  readonly flags: readonly Logged<'flag'>[];
}

/** The whole trust log: every entry hashed into the root that the log signed, every signature checked. */
export class TrustLog {
  readonly log: NodeLog;
  #replay: Replay | null = null;
  #problem: CodedError | null = null;
  #syncing: Promise<void> = Promise.resolve();

  constructor(log: NodeLog) {
    this.log = log;
  }

  /** Takes what is new, one call at a time; what does not hold together is kept as the reason in `evidence`. */
  async sync(progress: Progress): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#sync(progress));
    return this.#syncing;
  }

  async #sync(progress: Progress): Promise<void> {
    try {
      const { note } = await this.log.refresh();
      await this.#advance(newest(note, this.log.head), progress);
      this.#problem = null;
    } catch (error) {
      if (!isCoded(error)) throw error;
      this.#problem = error;
    }
  }

  async #advance(head: CheckedNote, progress: Progress): Promise<void> {
    const before = this.#replay;
    if (before && head.size < before.head.size) return;
    if (head.size > mostEntries) {
      throw new CodedError(
        'log-too-large',
        `a page reads up to ${mostEntries} entries; this log has ${head.size}`,
      );
    }
    const start = before?.frontier.size ?? 0;
    const frontier = before ? Frontier.fromState(before.frontier.state()) : new Frontier();
    const opened = [...(before?.opened ?? [])];
    const checkpoints = [...(before?.checkpoints ?? [])];
    for await (const entries of this.#fetch(start, head.size)) {
      const replayed = replayEntries(this.log.known, frontier, entries);
      for (const one of replayed.opened) opened.push(one);
      checkpoints.push(...replayed.checkpoints);
      progress(frontier.size - start, head.size - start);
    }
    if (frontier.size !== head.size || !equalBytes(frontier.root(), head.root)) {
      throw new CodedError('log-inconsistent', 'its entries do not give the root that it signed');
    }
    this.#replay = { head, frontier, opened, checkpoints };
  }

  /** In order, some bundles ahead. */
  async *#fetch(from: number, to: number): AsyncGenerator<Uint8Array[]> {
    const waiting: Promise<Uint8Array[]>[] = [];
    let next = Math.floor(from / tileWidth);
    const ask = () => {
      if (next * tileWidth >= to) return;
      const bundle = this.#bundle(next, to);
      // It is awaited later; until then its failure is nobody's.
      bundle.catch(() => {});
      waiting.push(bundle);
      next++;
    };
    for (let i = 0; i < inFlight; i++) ask();
    let skip = from % tileWidth;
    for (let bundle = waiting.shift(); bundle; bundle = waiting.shift()) {
      const entries = await bundle;
      ask();
      yield entries.slice(skip);
      skip = 0;
    }
  }

  async #bundle(index: number, size: number): Promise<Uint8Array[]> {
    try {
      return await this.log.tiles.bundle(index, size);
    } catch (cause) {
      if (!isCoded(cause)) throw cause;
      const message = `the node signed for entries that it does not serve: ${cause.message}`;
      throw new CodedError('log-incomplete', message, {}, { cause });
    }
  }

  /** `now` in seconds. */
  evidence(now: number): TrustEvidence {
    const replay = this.#replay;
    const problem = this.#problem === null ? null : problemOf(this.#problem);
    if (!replay) {
      const missing = problem ?? { code: 'log-incomplete' as const, message: 'its trust log was not read' };
      return { view: { node: 'this node', size: 0, seenAt: null, problem: missing }, ...entriesOf([]) };
    }
    const timeOf = logTimes([...replay.checkpoints, replay.head], 1, now);
    const logged = replay.opened.map(([index, statement]) => ({
      statement,
      time: timeOf(index),
      places: [{ node: 'this node', log: 'trust' as const, index }],
    }));
    return {
      view: {
        node: 'this node',
        size: replay.head.size,
        seenAt: seenAt(this.#newest(replay), 1, now),
        problem,
      },
      ...entriesOf(logged),
    };
  }

  /** An idle log is cosigned anew: the head may carry later stamps than the note that was replayed. */
  #newest({ head }: Replay): CheckedNote {
    const now = this.log.head;
    return now && now.size === head.size ? now : head;
  }
}

/** A node that shows less than before is held to what it showed before. */
function newest(note: CheckedNote, head: CheckedNote | null): CheckedNote {
  return head && head.size > note.size ? head : note;
}

function problemOf(error: CodedError): NonNullable<TrustLogView['problem']> {
  const missing = error.code === 'log-incomplete' || error.code === 'node-unreachable';
  return {
    code: missing || error.code === 'log-too-large' ? 'log-incomplete' : 'log-inconsistent',
    message: error.message,
  };
}

type LoggedAny = { statement: Opened } & Omit<TrustEntries['unknown'][number], 'statement'>;

function entriesOf(logged: readonly LoggedAny[]): Pick<TrustEvidence, 'trust' | 'flags'> {
  const of = <K extends Opened['kind']>(kind: K) =>
    logged.filter(
      (one): one is LoggedAny & { statement: Extract<Opened, { kind: K }> } => one.statement.kind === kind,
    );
  const flags = of('flag');
  const trust = {
    flags: flagIndexOf(flags),
    vouches: of('vouch'),
    profiles: of('profile'),
    revocations: of('revocation'),
    unknown: of('unknown'),
  };
  return { trust, flags };
}
