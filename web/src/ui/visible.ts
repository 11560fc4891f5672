import { hiddenCharacters } from '@countersign/shared/text/hidden-characters.ts';

/** A run of text, or one character that would not show, or would pass for another. */
export interface Piece {
  /** Where it starts in the text, in UTF-16 units. */
  readonly at: number;
  /** `U+202E` for one that is spelled out; a letter that looks like another stands before that. */
  readonly text: string;
  /** What is hidden there, for people: `right-to-left override`; null for plain text. */
  readonly hidden: string | null;
}

// Stricter than for source code: one line of a page needs no line ends, odd blanks, joiners or selectors.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[\u00a0\u2000-\u200a\u202f\u205f\u2800\u3000\ufffc]/gu;
const plain = /^[ -~]*$/;

/** `text` with every character spelled out that would not show, would turn the line round, or looks like another. */
export function visiblePieces(text: string): Piece[] {
  if (text === '') return [];
  if (plain.test(text)) return [{ at: 0, text, hidden: null }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, length, name, keep } of hiddenIn(text)) {
    const end = keep ? at + length : at;
    if (end > from) pieces.push({ at: from, text: text.slice(from, end), hidden: null });
    const code = text.codePointAt(at) as number;
    pieces.push({ at, text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, hidden: name });
    from = at + length;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from), hidden: null });
  return pieces;
}

/** The same as one text, for where no element can stand: a tooltip, a label, the title of the page. */
export function visibleString(text: string): string {
  return visiblePieces(text)
    .map((piece) => piece.text)
    .join('');
}

interface Hidden {
  readonly at: number;
  readonly length: number;
  readonly name: string;
  /** The letter itself is shown, too. */
  readonly keep: boolean;
}

function hiddenIn(text: string): Hidden[] {
  const found = new Map<number, Hidden>();
  for (const { 0: character, index } of text.matchAll(unseen)) {
    found.set(index, {
      at: index,
      length: character.length,
      name: 'a character that does not show',
      keep: false,
    });
  }
  for (const { at, length, name, kind } of hiddenCharacters(text)) {
    found.set(at, { at, length, name, keep: kind === 'look-alike' });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
