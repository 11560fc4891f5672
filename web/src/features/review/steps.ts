import type { FileSummary, Side } from '../../worker/reading.ts';
import type { Bench } from './bench.ts';
import type { LinePlace } from './line-address.ts';
import { markedText } from './sign/coverage-text.ts';
import { neighbour, nextFinding, nextUnread } from './walk.ts';
import { openFile, say, type ViewStore } from './view-store.ts';

/** What keys and buttons do. Each tells what happened, or why nothing did. */

export function goToFile(bench: Bench, step: 1 | -1): void {
  const file = neighbour(bench.files.getState().order, current(bench), step);
  if (file) openFile(bench.view, file.index);
  else say(bench.view, step === 1 ? 'This is the last file.' : 'This is the first file.');
}

/** The next change, beyond this file where it has no more. */
export function goToHunk(bench: Bench, step: 1 | -1): void {
  const { diff, files, view } = bench;
  // Its lines are still to come: a key that is pressed early must not skip a file.
  if (current(bench).content === 'text' && !diff.current) return say(view, 'This file is not shown yet.');
  if (step === 1 ? diff.current?.nextHunk() : diff.current?.previousHunk()) return;
  const file = neighbour(files.getState().order, current(bench), step);
  if (file) openFile(view, file.index, { kind: step === 1 ? 'first-change' : 'last-change' });
  else say(view, step === 1 ? 'No more changes: this is the last file.' : 'No changes before this one.');
}

export function goToLine(bench: Bench, step: 1 | -1): void {
  if (bench.diff.current?.nextLine(step)) return;
  say(bench.view, step === 1 ? 'This is the last line of the file.' : 'This is the first line of the file.');
}

export function goToFinding(bench: Bench, step: 1 | -1): void {
  const { view } = bench;
  const { findings } = bench.files.getState();
  const finding = nextFinding(findings, { file: current(bench), concern: view.getState().concern }, step);
  if (!finding) {
    const none = findings.length === 0 ? 'Nothing stands out in this release.' : 'No more findings.';
    return say(view, findings.length > 0 && step === -1 ? 'This is the first finding.' : none);
  }
  if (finding.file.index !== view.getState().file) openFile(view, finding.file.index);
  view.setState({ concern: finding.concern });
}

export function toggleRead(bench: Bench): void {
  const { draft, view, coverage } = bench;
  const { path, index } = current(bench);
  const read = !draft.draft.read.has(path);
  draft.mark(path, read);
  const marked = read ? markedText(coverage.getState().files[index]?.notShown ?? 0) : 'Marked unread';
  say(view, `${marked}, ${left(bench)}.`);
}

/** Marks the file read and opens the next one that is not. */
export function readAndNext(bench: Bench): void {
  const { draft, view, coverage } = bench;
  const { order } = bench.files.getState();
  const file = current(bench);
  draft.mark(file.path, true);
  const next = nextUnread(order, file, draft.draft.read);
  if (next) {
    const marked = markedText(coverage.getState().files[file.index]?.notShown ?? 0);
    openFile(view, next.index);
    return say(view, `${marked}, ${left(bench)}. Now ${next.path}.`);
  }
  const { notShown, files } = coverage.getState();
  const open = order.find(({ index }) => (files[index]?.notShown ?? 0) > 0);
  if (!open) return say(view, 'All files are read. You can sign.');
  openFile(view, open.index, { kind: 'not-shown' });
  const lines = notShown === 1 ? '1 line was' : `${notShown} lines were`;
  say(view, `All files are marked read, but ${lines} never shown in full. Here is the first.`);
}

export function undo(bench: Bench): void {
  const undone = bench.draft.undo();
  say(bench.view, undone ? `Undone, ${left(bench)}.` : 'Nothing to undo.');
}

/** Begins a comment, or goes on with the one that is there. */
export function startWriting(view: ViewStore, path: string, place: LinePlace): void {
  view.setState({ writing: { path, place, id: crypto.randomUUID() } });
}

export function commentHere({ diff, view }: Bench): void {
  if (!diff.current?.openComment()) say(view, 'Go to a line first, then comment on it.');
}

/** Opens the sign panel's other half, with the line of the cursor as evidence. */
export function flagHere({ view }: Bench): void {
  view.setState({ panel: 'flag', overlay: 'panel' });
}

export function expand(bench: Bench, all: boolean): void {
  if (all) bench.diff.current?.expandAll();
  else bench.diff.current?.expandHere();
}

/** The line that the cursor is on, for whoever fills in evidence. */
export function cursorPlace(bench: Bench): { path: string; side: Side; line: number } | null {
  const { cursor } = bench.view.getState();
  return cursor && { path: current(bench).path, ...cursor };
}

function current({ files, view }: Bench): FileSummary {
  return files.getState().all[view.getState().file] as FileSummary;
}

function left({ reading, coverage }: Bench): string {
  const files = reading.files.length - coverage.getState().filesRead;
  return files === 0 ? 'no file left' : `${files} ${files === 1 ? 'file' : 'files'} left`;
}
