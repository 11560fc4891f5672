import type { Outcome } from '@countersign/shared/workbench-api.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SearchResult, Side } from '../../worker/reading.ts';
import type { LinePlace } from './line-address.ts';

export interface Cursor {
  readonly side: Side;
  readonly line: number;
}

/** Where to go once a file is on screen. */
export type Arrival =
  | { readonly kind: 'first-change' }
  | { readonly kind: 'last-change' }
  | { readonly kind: 'not-shown' }
  | { readonly kind: 'line'; readonly side: Side; readonly line: number };

export type SignedOutcome = Extract<Outcome, { outcome: 'signed' }>;

type Panel = 'overview' | 'sign' | 'flag';
type Overlay = 'keys' | 'jump' | 'tree' | 'panel' | null;

export interface SearchState {
  readonly text: string;
  readonly matchCase: boolean;
  readonly changedOnly: boolean;
  readonly result: SearchResult | null;
  /** Among `result.hits`. */
  readonly active: number | null;
  readonly error: unknown;
}

export interface View {
  /** Index of the file that is shown. */
  readonly file: number;
  readonly cursor: Cursor | null;
  readonly arrival: Arrival | null;
  readonly layout: 'unified' | 'split';
  readonly wrap: boolean;
  /** The guide instead of the raw text of a minified file. */
  readonly readable: boolean;
  readonly filter: string;
  /** Folders of the tree, each with a slash at the end. */
  readonly folded: ReadonlySet<string>;
  /** Of the file's concerns, the one that `a` and `z` stand at. */
  readonly concern: number | null;
  readonly panel: Panel;
  /** What became of the statement; then there is nothing more to do here. */
  readonly signed: SignedOutcome | null;
  readonly overlay: Overlay;
  readonly searching: boolean;
  readonly search: SearchState;
  /** The comment that is being written: a new one, or one that is there already. */
  readonly writing: { readonly path: string; readonly place: LinePlace; readonly id: string } | null;
  /** What a screen reader says next; `turn` tells the same words said twice apart. */
  readonly said: { readonly text: string; readonly turn: number };
}

export type ViewStore = StoreApi<View>;

const noSearch: SearchState = {
  text: '',
  matchCase: false,
  changedOnly: true,
  result: null,
  active: null,
  error: null,
};

export function createView(start: Pick<View, 'file' | 'arrival' | 'layout' | 'wrap'>): ViewStore {
  return createStore<View>(() => ({
    ...start,
    cursor: start.arrival?.kind === 'line' ? start.arrival : null,
    readable: false,
    filter: '',
    folded: new Set(),
    concern: null,
    panel: 'overview',
    signed: null,
    overlay: null,
    searching: false,
    search: noSearch,
    writing: null,
    said: { text: '', turn: 0 },
  }));
}

/** Tells, for those who see and those who hear. */
export function say(view: ViewStore, text: string): void {
  view.setState(({ said }) => ({ said: { text, turn: said.turn + 1 } }));
}

/** Forgets what was told: it is no longer about what one sees. */
export function hush(view: ViewStore): void {
  if (view.getState().said.text !== '') say(view, '');
}

/** Shows a file, and what of it. */
export function openFile(view: ViewStore, file: number, arrival: Arrival = { kind: 'first-change' }): void {
  const cursor = arrival.kind === 'line' ? { side: arrival.side, line: arrival.line } : null;
  const same = view.getState().file === file;
  view.setState({
    file,
    arrival,
    cursor,
    concern: null,
    ...(same ? {} : { readable: false, writing: null }),
    overlay: null,
  });
}
