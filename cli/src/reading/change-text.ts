import type { ChangeDiff, EntryDiff } from '@countersign/shared/diff/change-diff.ts';
import { hunkHeader, hunks } from '@countersign/shared/diff/hunks.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { unifiedLines, type UnifiedLine } from '@countersign/shared/diff/unified-lines.ts';
import { span, type Span, type Text } from '../terminal.ts';
import { typeText } from './manifest.ts';
import { sourceLine } from './source-line.ts';

const nothing = new Uint8Array(0);

/** Bytes; with longer lines a file is rather data, or made by a program. */
const longLine = 500;

/** The text of a change, unified, entry after entry; what people wrote comes first, and nothing is left out. */
export function* changeText(diff: ChangeDiff): Generator<Text, void, undefined> {
  for (const [index, { entry, diff: file }] of readableFirst(diff).entries()) {
    const count = `${index + 1}/${diff.entries.length}`;
    yield '';
    yield [span('strong', `${entry.kind} ${entry.path}`), span('quiet', `   ${count}`)];
    const before = entry.kind === 'A' ? null : entry.base;
    const after = entry.kind === 'D' ? null : entry.target;
    if (before && after && typeText(before) !== typeText(after)) {
      yield span('short', `${typeText(before)} → ${typeText(after)}`);
    }
    const base = splitLines(before?.content ?? nothing);
    const target = splitLines(after?.content ?? nothing);
    for (const hunk of hunks(file)) {
      yield [
        span('quiet', hunkHeader(hunk)),
        hunk.hard ? span('short', '  hard to diff: shown larger than it is') : '',
      ];
      for (const line of unifiedLines(hunk, base, target)) yield* lineText(line);
    }
  }
}

/** Every file of a tree, numbered; `diff` has the empty tree as base. */
export function* treeText(diff: ChangeDiff): Generator<Text, void, undefined> {
  for (const [index, { entry, diff: file }] of readableFirst(diff).entries()) {
    const target = entry.kind === 'D' ? nothing : entry.target.content;
    yield '';
    yield [span('strong', entry.path), span('quiet', `   ${index + 1}/${diff.entries.length}`)];
    yield* numbered(file, target);
  }
}

function readableFirst({ entries }: ChangeDiff): EntryDiff[] {
  const isLong = new Map(entries.map((each) => [each, hasLongLine(each)]));
  return entries.toSorted((a, b) => Number(isLong.get(a)) - Number(isLong.get(b)));
}

function hasLongLine({ entry, diff }: EntryDiff): boolean {
  if (diff.binary) return true;
  const { starts, count } = splitLines(entry.kind === 'D' ? entry.base.content : entry.target.content);
  for (let line = 0; line < count; line++) {
    if ((starts[line + 1] as number) - (starts[line] as number) > longLine) return true;
  }
  return false;
}

function* numbered(file: EntryDiff['diff'], target: Uint8Array): Generator<Text, void, undefined> {
  const width = String(file.added).length;
  for (const { targetLine, bytes } of unifiedLines(file, nothing, target)) {
    yield [span('quiet', `${String(targetLine).padStart(width)}  `), ...sourceLine(bytes)];
  }
}

function* lineText({ sign, bytes, noNewline }: UnifiedLine): Generator<Text, void, undefined> {
  const content = sourceLine(bytes);
  if (sign === ' ') yield [' ', ...content];
  else yield coloured(sign, content);
  if (noNewline) yield span('quiet', '\\ no newline at the end of the file');
}

function coloured(sign: '+' | '-', content: readonly (string | Span)[]): Text {
  const tone = sign === '+' ? 'added' : 'removed';
  return [sign, ...content].map((part) => (typeof part === 'string' ? span(tone, part) : part));
}
