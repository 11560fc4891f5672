/** A character that does not show, or shows as another. */
export interface HiddenCharacter {
  /** UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly kind: 'bidi' | 'invisible' | 'control' | 'look-alike' | 'invalid';
  /** `U+202E` */
  readonly shown: string;
  /** For people: `right-to-left override`. */
  readonly name: string;
  /** It has no business in code: worth opening the file for. False for a no-break space, say, which is only shown. */
  readonly alarming: boolean;
}

/** In prose, typography's blanks and soft hyphens are ordinary. */
export type TextKind = 'code' | 'prose';

const plain = /^[\t\n\r -~]*$/;
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/gu;

/** What in a text is hidden from who reads it, in order and without overlap. */
export function hiddenCharacters(text: string, _kind: TextKind = 'code'): HiddenCharacter[] {
  if (plain.test(text)) return [];
  const found: HiddenCharacter[] = [];
  for (const match of text.matchAll(hidden)) {
    if (match[0] === '\t' || match[0] === '\n' || match[0] === '\r') continue;
    const code = match[0].codePointAt(0) as number;
    found.push({
      at: match.index,
      length: match[0].length,
      kind: 'invisible',
      shown: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      name: 'invisible character',
      alarming: true,
    });
  }
  return found;
}
