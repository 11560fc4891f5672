/** A run of text, or one character that would not show. */
export interface Piece {
  /** Where it starts in the text, in UTF-16 units. */
  readonly at: number;
  /** `U+202E` for one that is spelled out. */
  readonly text: string;
  readonly hidden: boolean;
}

// Controls, format and bidi characters, lone surrogates, line separators, unusual spaces, variation selectors.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[\u00a0\u2000-\u200a\u202f\u205f\u2800\u3000\ufffc]/gu;

/** `text` with every character that would not show, or would turn the line round, spelled out as its code point. */
export function visiblePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(unseen)) {
    if (match.index > at) pieces.push({ at, text: text.slice(at, match.index), hidden: false });
    const code = match[0].codePointAt(0) as number;
    pieces.push({
      at: match.index,
      text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      hidden: true,
    });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), hidden: false });
  return pieces;
}
