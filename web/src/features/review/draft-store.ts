import { createStore, type StoreApi } from 'zustand/vanilla';
import { oneLine, withinChanged, withShown, type ShownRange, type SideLines } from './coverage.ts';
import { emptyDraft, shownOf, type Comment, type Draft } from './draft.ts';

/** The draft, and the way back through its marks and comments. */
export interface DraftState {
  readonly draft: Draft;
  /** Earlier drafts, the latest last. */
  readonly past: readonly Pick<Draft, 'read' | 'comments'>[];
}

/** Steps that can be undone. */
const longestPast = 100;

export class DraftStore {
  readonly store: StoreApi<DraftState>;

  constructor(draft: Draft = emptyDraft) {
    this.store = createStore(() => ({ draft, past: [] }));
  }

  get draft(): Draft {
    return this.store.getState().draft;
  }

  /** Another draft in its place: there is no way back from it to marks of this one. */
  replace(draft: Draft): void {
    this.store.setState({ draft, past: [] });
  }

  /** Note, criteria, levels, and the flag. */
  write(fields: Partial<Omit<Draft, 'read' | 'shown' | 'comments'>>): void {
    this.store.setState({ draft: { ...this.draft, ...fields } });
  }

  mark(path: string, read: boolean): void {
    if (this.draft.read.has(path) === read) return;
    const next = new Set(this.draft.read);
    if (read) next.add(path);
    else next.delete(path);
    this.step({ read: next });
  }

  show(path: string, ranges: readonly ShownRange[], changed: SideLines): void {
    const before = shownOf(this.draft, path);
    const after = withShown(before, ranges, changed);
    if (after === before) return;
    const shown = new Map(this.draft.shown).set(path, after);
    this.store.setState({ draft: { ...this.draft, shown } });
  }

  /** Forgets what is called shown of a file and is none of the lines that are to be read of it. */
  keepShown(path: string, changed: SideLines): void {
    const before = shownOf(this.draft, path);
    const after = withinChanged(before, changed);
    if (after === before) return;
    this.store.setState({ draft: { ...this.draft, shown: new Map(this.draft.shown).set(path, after) } });
  }

  /** Of a file whose lines did not change: all that there is to read of it was told. */
  showWhole(path: string): void {
    const whole = (['base', 'target'] as const).map((side) => ({ side, from: 0, to: 1 }));
    this.show(path, whole, oneLine);
  }

  /** Puts a comment where the one with its id is, or adds it, while it is being written; without text there is none. */
  amend(comment: Comment): void {
    const { comments } = this.draft;
    const others = comments.filter(({ id }) => id !== comment.id);
    const known = others.length < comments.length;
    const next = known
      ? comments.map((one) => (one.id === comment.id ? comment : one))
      : [...comments, comment];
    const { draft } = this;
    this.store.setState({ draft: { ...draft, comments: comment.text.trim() === '' ? others : next } });
  }

  /** Makes all that was amended since `before` one step to be undone. */
  settle(before: Draft['comments']): void {
    const { draft, past } = this.store.getState();
    if (draft.comments === before) return;
    this.store.setState({ past: [...past, { read: draft.read, comments: before }].slice(-longestPast) });
  }

  deleteComment(id: string): void {
    this.step({ comments: this.draft.comments.filter((comment) => comment.id !== id) });
  }

  /** Takes the last mark or comment back; false when there is none. */
  undo(): boolean {
    const { draft, past } = this.store.getState();
    const before = past.at(-1);
    if (!before) return false;
    this.store.setState({ draft: { ...draft, ...before }, past: past.slice(0, -1) });
    return true;
  }

  private step(change: Partial<Pick<Draft, 'read' | 'comments'>>): void {
    const { draft, past } = this.store.getState();
    const { read, comments } = draft;
    this.store.setState({
      draft: { ...draft, ...change },
      past: [...past, { read, comments }].slice(-longestPast),
    });
  }
}
