import type { Remote } from 'comlink';
import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type {
  FileCount,
  FileSummary,
  HighlightWorker,
  Reading,
  ReadingWorker,
} from '../../worker/reading.ts';
import type { Coverage } from './coverage.ts';
import type { DiffHandle } from './diff/diff-view.tsx';
import type { DraftStore } from './draft-store.ts';
import type { Draft } from './draft.ts';
import type { FileTexts } from './file/file-texts.ts';
import type { KnownFiles } from './known-files.ts';
import type { Occasion } from './session/occasion.ts';
import type { View, ViewStore } from './view-store.ts';

/** What all parts of the workbench share while one reading is open. */
export interface Bench {
  readonly occasion: Occasion;
  readonly reading: Reading;
  /** `reading.files` with what was found while they were counted. */
  readonly files: StoreApi<KnownFiles>;
  readonly counts: StoreApi<ReadonlyMap<number, FileCount>>;
  /** Of draft and counts together. */
  readonly coverage: StoreApi<Coverage>;
  readonly worker: Remote<ReadingWorker>;
  readonly highlighter: HighlightWorker;
  readonly texts: FileTexts;
  readonly draft: DraftStore;
  readonly view: ViewStore;
  /** The diff that is on screen; null while there is none. */
  readonly diff: { readonly current: DiffHandle | null };
  setDiff(this: void, diff: DiffHandle | null): void;
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error('outside of the workbench');
  return bench;
}

export function useView<T>(select: (view: View) => T): T {
  return useStore(useBench().view, select);
}

export function useDraft<T>(select: (draft: Draft) => T): T {
  return useStore(useBench().draft.store, ({ draft }) => select(draft));
}

export function useCoverage(): Coverage {
  return useStore(useBench().coverage);
}

export function useFiles(): KnownFiles {
  return useStore(useBench().files);
}

/** The file that is shown. */
export function useFile(): FileSummary {
  const { all } = useFiles();
  return all[useView((view) => view.file)] as FileSummary;
}
