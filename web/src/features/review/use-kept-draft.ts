import { useEffect, useRef, useState } from 'react';
import { DraftStore } from './draft-store.ts';
import { syncDraft, type DraftKeeper, type DraftSync, type SaveState } from './draft-sync.ts';
import { formatDraft, parseDraft } from './draft-format.ts';
import { emptyDraft } from './draft.ts';

export type KeptDraft =
  | { readonly step: 'loading' }
  | {
      readonly step: 'ready';
      readonly draft: DraftStore;
      readonly sync: DraftSync;
      readonly state: SaveState;
      readonly takeOther: () => Promise<void>;
    };

/** Milliseconds after a change. */
const delay = 400;

/** Loads the draft of a reading and keeps it. What cannot be loaded is said, and never written over. */
export function useKeptDraft(keeper: DraftKeeper | null): KeptDraft {
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [ready, setReady] = useState<{ draft: DraftStore; sync: DraftSync } | null>(null);
  const unsafe = useRef(false);
  useEffect(() => {
    unsafe.current = state.kind !== 'saved';
  }, [state]);

  useEffect(() => {
    if (!keeper) return;
    let stop = (): void => {};
    let gone = false;
    void (async () => {
      const { revision, draft: text, error } = await load(keeper);
      if (gone) return;
      const known = text === null ? emptyDraft : parseDraft(text);
      const draft = new DraftStore(known ?? emptyDraft);
      // What this version cannot read, it does not write over unasked either.
      const sync = syncDraft(
        keeper,
        known ? revision : unknownRevision,
        () => formatDraft(draft.draft),
        setState,
        delay,
      );
      const unsubscribe = draft.store.subscribe((now, before) => {
        if (now.draft !== before.draft) sync.changed();
      });
      const flush = (): void => sync.flush();
      addEventListener('pagehide', flush);
      document.addEventListener('visibilitychange', flush);
      stop = () => {
        removeEventListener('pagehide', flush);
        document.removeEventListener('visibilitychange', flush);
        unsubscribe();
        sync.stop();
      };
      setReady({ draft, sync });
      if (error !== null) setState({ kind: 'failed', error });
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [keeper]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (unsafe.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  if (!ready) return { step: 'loading' };
  const { draft, sync } = ready;
  const takeOther = async (): Promise<void> => {
    try {
      draft.replace(readDraft(await sync.takeOther()));
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };
  return { step: 'ready', draft, sync, state, takeOther };
}

/** Of a draft that nobody kept yet: where there is one, it is a conflict, not an empty page to write on. */
const unknownRevision = 0;

async function load(
  keeper: DraftKeeper,
): Promise<{ revision: number; draft: string | null; error: unknown }> {
  try {
    return { ...(await keeper.load()), error: null };
  } catch (error) {
    return { revision: unknownRevision, draft: null, error };
  }
}

/** A draft that this version does not read starts afresh. */
function readDraft(text: string | null) {
  return (text === null ? null : parseDraft(text)) ?? emptyDraft;
}
