import { matchGap } from './gap.ts';
import { WorkBudget } from './limits.ts';

/** UTF-16 units of a line, the end exclusive; never within a surrogate pair. */
export type LineRange = [from: number, to: number];

/** What differs within a replaced line, in order: without these ranges both texts are equal. */
export interface IntralineMarks {
  readonly base: LineRange[];
  readonly target: LineRange[];
}

/** Equal pieces of the two texts, in order, each a start in both and a length in units. */
interface Kept {
  base: number;
  target: number;
  length: number;
}

/** Units of a line beyond which only equal ends are looked for. */
const lineMax = 2000;
/** Units of a replaced piece that is looked at by characters. */
const pieceMax = 200;
/** Edits that jsdiff may try, and its comparisons for one pair of lines. */
const editsMax = 250;
const workMax = 60_000;
/** Of the characters of both lines but blanks: when less is kept, marks would only confuse. */
const leastKept = 0.3;
/** Of a replaced piece's characters: when less is kept, the piece is replaced as a whole. */
const leastKeptOfPiece = 0.5;
const words = /[\p{L}\p{N}\p{M}_$]+|\s+|[^]/gu;
const characters = /[^]/gu;

/** What differs between two lines, by words and within words by characters. No marks when they are mostly different. */
export function intraline(base: string, target: string): IntralineMarks {
  if (base === target) return { base: [], target: [] };
  const long = base.length > lineMax || target.length > lineMax;
  const kept = long ? equalEnds(base, target) : keptPieces(base, target);
  return share(base, target, kept) < leastKept ? { base: [], target: [] } : between(base, target, kept);
}

function keptPieces(base: string, target: string): Kept[] {
  const budget = new WorkBudget(workMax);
  const byWords = alignMiddle(base, target, budget);
  const kept: Kept[] = [];
  let at = { base: 0, target: 0 };
  for (const piece of [...byWords, { base: base.length, target: target.length, length: 0 }]) {
    kept.push(
      ...keptCharacters(base.slice(at.base, piece.base), target.slice(at.target, piece.target), at, budget),
    );
    if (piece.length > 0) kept.push(piece);
    at = { base: piece.base + piece.length, target: piece.target + piece.length };
  }
  return withoutCrumbs(base, joined(kept));
}

/** What is kept within a replaced piece, which stands at `at`; nothing where it is hardly alike. */
function keptCharacters(
  base: string,
  target: string,
  at: { base: number; target: number },
  budget: WorkBudget,
): Kept[] {
  if (base === '' || target === '' || base.length > pieceMax || target.length > pieceMax) return [];
  const kept = withoutCrumbs(base, joined(align(base, target, characters, budget)));
  if (share(base, target, kept) < leastKeptOfPiece) return [];
  return kept.map((piece) => ({
    base: piece.base + at.base,
    target: piece.target + at.target,
    length: piece.length,
  }));
}

/** By words; the equal ends, which are most of most lines, are not even cut into words. */
function alignMiddle(base: string, target: string, budget: WorkBudget): Kept[] {
  const [head, tail] = equalEnds(base, target);
  let start = head.length;
  while (start > 0 && isWordUnit(base.charCodeAt(start - 1))) start--;
  let end = tail.length;
  while (end > 0 && isWordUnit(base.charCodeAt(base.length - end))) end--;
  const middle = align(
    base.slice(start, base.length - end),
    target.slice(start, target.length - end),
    words,
    budget,
  );
  return joined([
    { base: 0, target: 0, length: start },
    ...middle.map((piece) => ({ ...piece, base: piece.base + start, target: piece.target + start })),
    { base: base.length - end, target: target.length - end, length: end },
  ]).filter((piece) => piece.length > 0);
}

/** Letters, digits, blanks, and whatever is no ASCII: where a word may not be cut. */
function isWordUnit(unit: number): boolean {
  const lower = unit | 0x20;
  const letter = lower >= 0x61 && lower <= 0x7a;
  return (
    letter || (unit >= 0x30 && unit <= 0x39) || unit <= 0x20 || unit >= 0x7f || unit === 0x5f || unit === 0x24
  );
}

/** Equal tokens of a shortest edit script; only the equal ends when that is too hard. */
function align(base: string, target: string, pattern: RegExp, budget: WorkBudget): Kept[] {
  const names = new Map<string, number>();
  const from = tokens(base, pattern, names);
  const to = tokens(target, pattern, names);
  let start = 0;
  while (start < from.names.length && start < to.names.length && from.names[start] === to.names[start])
    start++;
  let fromEnd = from.names.length;
  let toEnd = to.names.length;
  while (fromEnd > start && toEnd > start && from.names[fromEnd - 1] === to.names[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  const pairs = matchGap(from.names.slice(start, fromEnd), to.names.slice(start, toEnd), editsMax, budget);
  const kept: Kept[] = [];
  const keep = (token: number, other: number): void => {
    const at = from.starts[token] as number;
    kept.push({
      base: at,
      target: to.starts[other] as number,
      length: (from.starts[token + 1] as number) - at,
    });
  };
  for (let i = 0; i < start; i++) keep(i, i);
  pairs?.base.forEach((token, i) => keep(token + start, (pairs.target[i] as number) + start));
  for (let i = fromEnd; i < from.names.length; i++) keep(i, i - fromEnd + toEnd);
  return joined(kept);
}

function tokens(text: string, pattern: RegExp, names: Map<string, number>) {
  const found: number[] = [];
  const starts: number[] = [];
  for (const { 0: token, index } of text.matchAll(pattern)) {
    let name = names.get(token);
    if (name === undefined) names.set(token, (name = names.size));
    found.push(name);
    starts.push(index);
  }
  starts.push(text.length);
  return { names: found, starts };
}

function joined(kept: readonly Kept[]): Kept[] {
  const runs: Kept[] = [];
  for (const piece of kept) {
    const last = runs.at(-1);
    const follows =
      last && last.base + last.length === piece.base && last.target + last.length === piece.target;
    if (follows) last.length += piece.length;
    else runs.push({ ...piece });
  }
  return runs;
}

/** A single character kept between two changes, or a blank, is marked with them: fewer marks are easier to read. */
function withoutCrumbs(base: string, kept: readonly Kept[]): Kept[] {
  const ends = (piece: Kept) => piece.base === 0 || piece.base + piece.length === base.length;
  const isCrumb = (piece: Kept) => piece.length === 1 && /[\s\p{L}\p{N}]/u.test(base[piece.base] ?? '');
  return kept.filter((piece) => ends(piece) || !isCrumb(piece));
}

function equalEnds(base: string, target: string): [head: Kept, tail: Kept] {
  const shorter = Math.min(base.length, target.length);
  let start = 0;
  while (start < shorter && base.charCodeAt(start) === target.charCodeAt(start)) start++;
  if (start > 0 && isHigh(base.charCodeAt(start - 1))) start--;
  let tail = 0;
  while (tail < shorter - start && base.at(-1 - tail) === target.at(-1 - tail)) tail++;
  if (tail > 0 && isLow(base.charCodeAt(base.length - tail))) tail--;
  return [
    { base: 0, target: 0, length: start },
    { base: base.length - tail, target: target.length - tail, length: tail },
  ];
}

/** How much of both texts is kept, blanks not counted; all, when there is nothing but blanks. */
function share(base: string, target: string, kept: readonly Kept[]): number {
  const all = inked(base) + inked(target);
  if (all === 0) return 1;
  let same = 0;
  for (const piece of kept) same += inked(base.slice(piece.base, piece.base + piece.length));
  return (2 * same) / all;
}

function inked(text: string): number {
  let ink = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x20) ink++;
  return ink;
}

function between(base: string, target: string, kept: readonly Kept[]): IntralineMarks {
  const marks: IntralineMarks = { base: [], target: [] };
  let at = { base: 0, target: 0 };
  for (const piece of [...kept, { base: base.length, target: target.length, length: 0 }]) {
    if (piece.base > at.base) marks.base.push([at.base, piece.base]);
    if (piece.target > at.target) marks.target.push([at.target, piece.target]);
    at = { base: piece.base + piece.length, target: piece.target + piece.length };
  }
  return marks;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
