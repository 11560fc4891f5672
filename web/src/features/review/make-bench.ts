import { createStore } from 'zustand/vanilla';
import type { HighlightWorker, Reading } from '../../worker/reading.ts';
import type { Bench } from './bench.ts';
import { coverageOf } from './coverage.ts';
import type { DiffHandle } from './diff/diff-view.tsx';
import type { DraftStore } from './draft-store.ts';
import { keepTexts } from './file/file-texts.ts';
import { knownFiles, withLate } from './known-files.ts';
import { parsePlace } from './line-address.ts';
import type { OpenReading } from './reading-state.ts';
import type { Occasion } from './session/occasion.ts';
import { readSettings } from './view-settings.ts';
import { createView, type Arrival } from './view-store.ts';

interface Parts {
  readonly occasion: Occasion;
  readonly reading: Reading;
  readonly open: OpenReading;
  readonly highlighter: HighlightWorker;
  readonly draft: DraftStore;
  /** Of the address. */
  readonly address: { readonly file?: string; readonly line?: string };
  readonly narrow: boolean;
}

/** Lays the workbench out: at the line of the address, else at the most dangerous file. */
export function makeBench({ occasion, reading, open, highlighter, draft, address, narrow }: Parts): Bench {
  const { counts, worker } = open;
  const diff: { current: DiffHandle | null } = { current: null };
  const files = createStore(() => withLate(knownFiles(reading.files), counts.getState()));
  const named = reading.files.find(({ path }) => path === address.file);
  const coverageNow = () => coverageOf(reading.files, counts.getState(), draft.draft.read, draft.draft.shown);
  const coverage = createStore(coverageNow);
  // These three live and go together, so nobody has to unsubscribe.
  counts.subscribe((now) => {
    coverage.setState(coverageNow(), true);
    files.setState(withLate(files.getState(), now), true);
  });
  draft.store.subscribe((now, before) => {
    if (now.draft.read !== before.draft.read || now.draft.shown !== before.draft.shown)
      coverage.setState(coverageNow(), true);
  });
  return {
    occasion,
    reading,
    files,
    counts,
    coverage,
    worker,
    highlighter,
    texts: keepTexts(worker),
    draft,
    view: createView({
      file: (named ?? files.getState().order[0])?.index ?? 0,
      arrival: arrivalAt(named ? address.line : undefined),
      ...readSettings(narrow),
    }),
    diff,
    setDiff(now) {
      diff.current = now;
    },
  };
}

/** Where the `line` of an address leads to. */
export function arrivalAt(line: string | undefined): Arrival {
  const place = parsePlace(line);
  return place ? { kind: 'line', side: place.side, line: place.line } : { kind: 'first-change' };
}
