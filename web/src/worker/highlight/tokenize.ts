import type { PartialParse } from '@lezer/common';
import { highlightTree } from '@lezer/highlight';
import type { LineTokens } from '../reading.ts';
import { grammarOf } from './grammars.ts';
import { numberedStyles, styleNumber } from './token-styles.ts';
import { TokenList } from './token-list.ts';

/** Bytes of a file, and of a line, that are worth the time; spans that are worth the memory. */
const fileMax = 12 * 1024 * 1024;
const lineMax = 100_000;
const spansMax = 4_000_000;
/** Steps of the parser, and characters to be styled, between two pauses. */
const stepsAtOnce = 500;
const styledAtOnce = 100_000;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const lineFeed = 0x0a;

/**
 * The tokens of a whole file, yielding often so that its caller can see to other things. What lies behind the place
 * that was reached when `overtime` says so has no tokens. Null where no grammar is for it, or it is too large.
 */
export function* tokenizing(
  path: string,
  bytes: Uint8Array,
  overtime: () => boolean,
): Generator<void, LineTokens | null, void> {
  if (bytes.length > fileMax || longestLine(bytes) > lineMax) return null;
  const text = decoder.decode(bytes);
  const grammar = grammarOf(path, text.slice(0, 200).split('\n', 1)[0] ?? '');
  if (grammar === null) return null;
  const parse: PartialParse = grammar.startParse(text);
  let tree = null;
  for (let step = 1; tree === null; step++) {
    tree = parse.advance();
    if (step % stepsAtOnce !== 0 || tree !== null) continue;
    yield;
    if (parse.stoppedAt === null && overtime()) parse.stopAt(parse.parsedPos);
  }
  const list = new TokenList(text);
  const end = Math.min(text.length, tree.length);
  for (let from = 0; from < end && list.size < spansMax; from += styledAtOnce) {
    const to = Math.min(end, from + styledAtOnce);
    highlightTree(
      tree,
      numberedStyles,
      (start, stop, classes) => list.add(Math.max(start, from), Math.min(stop, to), styleNumber(classes)),
      from,
      to,
    );
    yield;
  }
  return list.finish();
}

function longestLine(bytes: Uint8Array): number {
  let longest = 0;
  for (let at = 0; at < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, at);
    const end = feed < 0 ? bytes.length : feed;
    longest = Math.max(longest, end - at);
    at = end + 1;
  }
  return longest;
}
