import type { ChangeEntry } from '@countersign/shared/artifact/change.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import type { ChangeDiff, EntryDiff } from '@countersign/shared/diff/change-diff.ts';
import { counted, formatBytes } from '../report/sizes.ts';
import { span, visible, type Span, type Text, type Tone } from '../terminal.ts';

type Part = string | Span;

const widestPath = 60;
const toneOf: Readonly<Record<ChangeEntry['kind'], Tone>> = { A: 'added', M: 'plain', D: 'removed' };

/**
 * One line for each entry of a change, and a total:
 *
 *       M  dist/index.js     +39  −9   8.1 kB → 9.4 kB
 *       A  bin/run.js        +12   −0   310 B            755
 *
 *       2 files: 1 added, 1 modified, 0 deleted   +51 −9 lines
 */
export function changeManifest({ entries, added, removed }: ChangeDiff): Text[] {
  const rows = entries.map(({ entry, diff }) => ({
    entry,
    path: visible(entry.path),
    added: `+${diff.added}`,
    removed: `−${diff.removed}`,
    size: sizeText(entry),
    notes: notesOf(entry, diff),
  }));
  const width = columns(
    rows.map(({ path }) => path),
    widestPath,
  );
  const addedWidth = columns(rows.map((row) => row.added));
  const removedWidth = columns(rows.map((row) => row.removed));
  const sizeWidth = columns(rows.map((row) => row.size));
  const lines = rows.map((row): Part[] => [
    '  ',
    span(toneOf[row.entry.kind], row.entry.kind),
    `  ${row.path.padEnd(width)}  `,
    span('added', row.added.padStart(addedWidth)),
    ' ',
    span('removed', row.removed.padStart(removedWidth)),
    `   ${row.notes.length > 0 ? row.size.padEnd(sizeWidth) : row.size}`,
    ...(row.notes.length > 0 ? ['   ', span('short', row.notes.join(', '))] : []),
  ]);
  const kinds = (kind: string): number => entries.filter(({ entry }) => entry.kind === kind).length;
  const total = `  ${counted(entries.length, 'file')}: ${kinds('A')} added, ${kinds('M')} modified, ${kinds('D')} deleted   `;
  return [...lines, '', [total, span('added', `+${added}`), ' ', span('removed', `−${removed}`), ' lines']];
}

/** One line for each file of a whole tree, and a total; `diffs` have the empty tree as base. */
export function treeManifest({ entries, added }: ChangeDiff): Text[] {
  const rows = entries.map(({ entry, diff }) => ({
    path: visible(entry.path),
    lines: counted(diff.added, 'line'),
    size: sizeText(entry),
    notes: notesOf(entry, diff),
  }));
  const width = columns(
    rows.map(({ path }) => path),
    widestPath,
  );
  const linesWidth = columns(rows.map(({ lines }) => lines));
  const sizeWidth = columns(rows.map(({ size }) => size));
  const lines = rows.map((row): Part[] => [
    `  ${row.path.padEnd(width)}  ${row.lines.padStart(linesWidth)}   ${row.size.padStart(sizeWidth)}`,
    ...(row.notes.length > 0 ? ['   ', span('short', row.notes.join(', '))] : []),
  ]);
  return [...lines, '', `  ${counted(entries.length, 'file')}, ${counted(added, 'line')}`];
}

function columns(texts: readonly string[], most = Infinity): number {
  return Math.min(
    most,
    texts.reduce((widest, text) => Math.max(widest, text.length), 0),
  );
}

function sizeText(entry: ChangeEntry): string {
  if (entry.kind !== 'M') return formatBytes(partOf(entry).content.length);
  const before = formatBytes(entry.base.content.length);
  const after = formatBytes(entry.target.content.length);
  return before === after ? after : `${before} → ${after}`;
}

/** What a reader should know before the text. */
function notesOf(entry: ChangeEntry, diff: EntryDiff['diff']): string[] {
  const notes: string[] = [];
  const shown = typeText(partOf(entry));
  if (entry.kind === 'M' && typeText(entry.base) !== shown) notes.push(`${typeText(entry.base)} → ${shown}`);
  else if (shown !== '644') notes.push(shown);
  if (diff.binary) notes.push('binary');
  if (diff.hard) notes.push('hard to diff: shown larger than it is');
  return notes;
}

/** `644`, `755`, `symlink`, `hardlink`. */
export function typeText({ type, mode }: TreeEntry): string {
  return type === 'file' ? mode.toString(8) : type;
}

/** The entry as it is now, or was before it was deleted. */
function partOf(entry: ChangeEntry): TreeEntry {
  return entry.kind === 'D' ? entry.base : entry.target;
}
