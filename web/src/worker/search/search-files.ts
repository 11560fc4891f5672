import type { Edit } from '@countersign/shared/diff/edit.ts';
import { type Lines, splitLines } from '@countersign/shared/diff/lines.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { Breath } from '../breath.ts';
import type { FilePair } from '../files/file-pair.ts';
import type { SearchHit, SearchQuery, SearchResult, Side } from '../reading.ts';
import { type LineMatch, TextFinder } from './find-in-text.ts';

const hitsMax = 1000;
/** UTF-16 units of what is looked for. */
const queryMax = 1000;
/** Bytes of whole lines that are decoded at a time. */
const slice = 1024 * 1024;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export interface Searched {
  /** In the order in which they are shown. */
  readonly pairs: readonly FilePair[];
  readonly edits: (pair: FilePair) => readonly Edit[];
  readonly signal: AbortSignal;
}

/** Lines of one side, ends exclusive. */
interface Range {
  readonly side: Side;
  readonly start: number;
  readonly end: number;
}

/**
 * Looks for a text in both sides of every text of the change. What is the same on both sides is found in the target
 * alone. Throws `search-replaced` when it is called off.
 */
export async function searchFiles(
  query: SearchQuery,
  { pairs, edits, signal }: Searched,
): Promise<SearchResult> {
  const hits: SearchHit[] = [];
  let count = 0;
  let files = 0;
  if (query.text === '' || query.text.length > queryMax || query.text.includes('\n'))
    return { hits, count, files };
  const finder = new TextFinder(query.text, query.matchCase);
  const breath = new Breath();
  for (const pair of pairs) {
    if (pair.kind === 'binary') continue;
    let inFile = 0;
    const { base, target } = pair.compared;
    const lines = new Map<Side, Lines>();
    const linesOf = (side: Side): Lines => {
      const known =
        lines.get(side) ?? splitLines((side === 'base' ? base : target)?.content ?? new Uint8Array(0));
      lines.set(side, known);
      return known;
    };
    for (const range of rangesOf(edits(pair), query.changedOnly)) {
      for (const part of slicesOf(range, linesOf(range.side))) {
        const matches: LineMatch[] = [];
        for (const more of finder.find(part.text, matches, hitsMax - hits.length)) {
          inFile += more;
          await breath.take();
          if (signal.aborted) throw replaced();
        }
        for (const { line, from, to } of matches) {
          hits.push({ index: pair.index, side: range.side, line: part.line + line, from, to });
        }
      }
    }
    count += inFile;
    if (inFile > 0) files++;
  }
  return { hits, count, files };
}

/** What is removed, and what is added or (unless changed lines alone are asked for) the same; neighbours joined. */
function rangesOf(edits: readonly Edit[], changedOnly: boolean): Range[] {
  const ranges: Range[] = [];
  for (const edit of edits) {
    if (edit.kind === 'same' && changedOnly) continue;
    const side = edit.kind === 'removed' ? 'base' : 'target';
    const start = side === 'base' ? edit.baseStart : edit.targetStart;
    const end = side === 'base' ? edit.baseEnd : edit.targetEnd;
    const last = ranges.at(-1);
    if (last?.side === side && last.end === start)
      ranges[ranges.length - 1] = { side, start: last.start, end };
    else ranges.push({ side, start, end });
  }
  return ranges;
}

/** A range's text in slices of whole lines; a line that is longer than a slice is one of its own. */
function* slicesOf(
  { start, end }: Range,
  { bytes, starts }: Lines,
): Generator<{ text: string; line: number }> {
  for (let line = start; line < end;) {
    const from = starts[line] as number;
    let next = line + 1;
    while (next < end && (starts[next + 1] as number) - from <= slice) next++;
    yield { text: decoder.decode(bytes.subarray(from, starts[next])), line };
    line = next;
  }
}

function replaced(): CodedError {
  return new CodedError('search-replaced', 'another search took its place');
}
