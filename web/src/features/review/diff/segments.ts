import { Uint32List } from '@countersign/shared/diff/uint32-list.ts';
import { editKinds, editWidth } from '../../../worker/reading.ts';

/** Unchanged lines that stay in view around a change. */
export const contextLines = 3;
/** Fewer lines than these are not worth a fold. */
const leastFold = 4;

export type Layout = 'unified' | 'split';

/** Of a folded run: lines shown after the change above it and before the change below it, beside the context. */
export interface Expansion {
  readonly top: number;
  readonly bottom: number;
}

/** By the place of the unchanged edit in FileText.edits. */
export type Expansions = ReadonlyMap<number, Expansion> | 'all';

/** What a segment's rows are. In `changed`, removed lines stand beside added ones: split layout alone has it. */
export const segmentKinds = { same: 0, removed: 1, added: 2, changed: 3, fold: 4 } as const;

/** Numbers of a segment: kind, first row, baseStart, base lines, targetStart, target lines, edit, hard (0 or 1). */
export const segmentWidth = 8;

/** Rows in runs, so that a million lines cost as much as ten. They follow each other and cover both texts whole. */
export interface Segments {
  readonly numbers: Uint32Array;
  readonly count: number;
  readonly rows: number;
  /** First row of each group of changes; groups are parted by more unchanged lines than the context of both. */
  readonly hunks: Uint32Array;
}

class SegmentWriter {
  private readonly numbers = new Uint32List();
  private readonly hunks = new Uint32List();
  private rows = 0;

  /** `at` names kind, baseStart, base lines, targetStart, target lines. */
  push(at: readonly [number, number, number, number, number], edit: number, hard: number): void {
    const [kind, baseStart, baseLines, targetStart, targetLines] = at;
    for (const number of [kind, this.rows, baseStart, baseLines, targetStart, targetLines, edit, hard])
      this.numbers.push(number);
    this.rows += kind === segmentKinds.fold ? 1 : Math.max(baseLines, targetLines);
  }

  startHunk(): void {
    this.hunks.push(this.rows);
  }

  finish(): Segments {
    const count = this.numbers.length / segmentWidth;
    return { numbers: this.numbers.toArray(), count, rows: this.rows, hunks: this.hunks.toArray() };
  }
}

/** The rows that show `edits` (FileText.edits). Costs time by edits, not by lines. */
export function layOut(edits: Uint32Array, layout: Layout, expansions: Expansions): Segments {
  const writer = new SegmentWriter();
  const count = edits.length / editWidth;
  let open = false;
  for (let edit = 0; edit < count; edit++) {
    const { kind, baseStart, baseLines, targetStart, targetLines, hard } = editAt(edits, edit);
    if (kind === editKinds.same) {
      pushSame(writer, edits, edit, expansions);
      if (baseLines > 2 * contextLines) open = false;
      continue;
    }
    if (!open) writer.startHunk();
    open = true;
    const next = edit + 1 < count ? editAt(edits, edit + 1) : null;
    if (layout === 'split' && kind === editKinds.removed && next?.kind === editKinds.added) {
      const at = [segmentKinds.changed, baseStart, baseLines, next.targetStart, next.targetLines] as const;
      writer.push(at, edit, hard | next.hard);
      edit++;
    } else {
      const is = kind === editKinds.removed ? segmentKinds.removed : segmentKinds.added;
      writer.push([is, baseStart, baseLines, targetStart, targetLines], edit, hard);
    }
  }
  return writer.finish();
}

function pushSame(writer: SegmentWriter, edits: Uint32Array, edit: number, expansions: Expansions): void {
  const { baseStart, baseLines, targetStart } = editAt(edits, edit);
  const { top, bottom } = shownOfRun(edits, edit, expansions);
  const hidden = baseLines - top - bottom;
  const { same, fold } = segmentKinds;
  if (hidden <= 0) {
    writer.push([same, baseStart, baseLines, targetStart, baseLines], edit, 0);
    return;
  }
  if (top > 0) writer.push([same, baseStart, top, targetStart, top], edit, 0);
  writer.push([fold, baseStart + top, hidden, targetStart + top, hidden], edit, 0);
  if (bottom > 0) {
    const from = top + hidden;
    writer.push([same, baseStart + from, bottom, targetStart + from, bottom], edit, 0);
  }
}

/** How many lines of an unchanged run are in view at its two ends; all of them at its top when none is folded. */
function shownOfRun(edits: Uint32Array, edit: number, expansions: Expansions): Expansion {
  const { baseLines } = editAt(edits, edit);
  if (expansions === 'all') return { top: baseLines, bottom: 0 };
  const count = edits.length / editWidth;
  const more = expansions.get(edit);
  const top = (edit === 0 ? 0 : contextLines) + (more?.top ?? 0);
  const bottom = (edit === count - 1 ? 0 : contextLines) + (more?.bottom ?? 0);
  return baseLines - top - bottom < leastFold ? { top: baseLines, bottom: 0 } : { top, bottom };
}

export interface PackedEdit {
  readonly kind: number;
  readonly baseStart: number;
  readonly baseLines: number;
  readonly targetStart: number;
  readonly targetLines: number;
  readonly hard: number;
}

export function editAt(edits: Uint32Array, edit: number): PackedEdit {
  const at = edit * editWidth;
  const baseStart = edits[at + 1] as number;
  const targetStart = edits[at + 3] as number;
  return {
    kind: edits[at] as number,
    baseStart,
    baseLines: (edits[at + 2] as number) - baseStart,
    targetStart,
    targetLines: (edits[at + 4] as number) - targetStart,
    hard: edits[at + 5] as number,
  };
}
