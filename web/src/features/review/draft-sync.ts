/** Where a draft is kept: the command line's state folder, or this browser. */
export interface DraftKeeper {
  load(): Promise<{ revision: number; draft: string | null }>;
  /** The new revision, or `conflict` when `revision` is not the newest. */
  save(revision: number, draft: string): Promise<number | 'conflict'>;
}

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Another tab wrote in between: nothing is written until the reader chooses. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface DraftSync {
  /** Saves soon; while a save is under way, once it is done. */
  changed(): void;
  /** Writes what is not written yet at once: the page may be about to go. */
  flush(): void;
  /** Writes at once, after a failure. */
  retry(): void;
  /** Of a conflict: the other tab's draft, which is from now on the one to go on from. */
  takeOther(): Promise<string | null>;
  /** Of a conflict: writes this tab's draft over the other's. */
  overwrite(): Promise<void>;
  stop(): void;
}

/** Autosaves, one write at a time, `delay` milliseconds after the first change; `current` gives the text to write. */
export function syncDraft(
  keeper: DraftKeeper,
  start: number,
  current: () => string,
  tell: (state: SaveState) => void,
  delay: number,
): DraftSync {
  let revision = start;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: SaveState = { kind: 'saved' };
  let dirty = false;
  let stopped = false;

  const turn = (next: SaveState): void => {
    state = next;
    if (!stopped) tell(next);
  };

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    dirty = false;
    turn({ kind: 'saving' });
    try {
      const answer = await keeper.save(revision, current());
      if (answer === 'conflict') return turn({ kind: 'conflict' });
      revision = answer;
      turn({ kind: 'saved' });
    } catch (error) {
      return turn({ kind: 'failed', error });
    }
    if (dirty) await write();
  };

  const changed = (): void => {
    dirty = true;
    if (stopped || state.kind === 'conflict' || state.kind === 'saving') return;
    timer ??= setTimeout(() => void write(), delay);
  };

  return {
    changed,
    flush() {
      if (dirty && !stopped && state.kind !== 'conflict' && state.kind !== 'saving') void write();
    },
    retry() {
      if (state.kind !== 'conflict' && state.kind !== 'saving') void write();
    },
    async takeOther() {
      const other = await keeper.load();
      revision = other.revision;
      dirty = false;
      turn({ kind: 'saved' });
      return other.draft;
    },
    async overwrite() {
      try {
        revision = (await keeper.load()).revision;
      } catch (error) {
        return turn({ kind: 'failed', error });
      }
      await write();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      // What was written in the last moment is not lost by closing the page.
      if (dirty && state.kind !== 'conflict' && state.kind !== 'saving')
        void keeper.save(revision, current()).catch(() => {});
    },
  };
}
