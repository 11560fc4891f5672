import { invisible } from './invisible.ts';
import { lookAlikes } from './look-alikes.ts';
import { judgeUnseen, rightToLeft } from './unseen.ts';

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

/** Code is where blanks and words of another script matter. In prose both are ordinary, and soft hyphens too. */
export type TextKind = 'code' | 'prose';

const plain = /^[\t\n -~]*\r?$/;

/**
 * What in a text is hidden from who reads it, in order and without overlap: controls (but tab, line feed, and a CR
 * before a line's end), bidi controls, characters that show as nothing or as a blank, bytes that were no UTF-8, and
 * letters that look like Latin ones among those. What ordinary text needs is left out: joiners of emoji and of scripts
 * that join, selectors after what they select from, blanks of CJK text. Takes time linear in the text.
 */
export function hiddenCharacters(text: string, kind: TextKind = 'code'): HiddenCharacter[] {
  if (plain.test(text)) return [];
  const unseen: HiddenCharacter[] = [];
  const context = { kind, hasRightToLeft: rightToLeft.test(text) };
  for (const { 0: run, index } of text.matchAll(invisible)) {
    let at = index;
    for (const character of run) {
      const judged = judgeUnseen(text, at, character, context);
      if (judged !== null)
        unseen.push({ at, length: character.length, shown: codePoint(character), ...judged });
      at += character.length;
    }
  }
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    unseen.push({ at, length: 1, kind: 'invalid', shown: 'U+FFFD', name: 'not UTF-8', alarming: false });
  }
  for (const { at, character, like, alarming } of lookAlikes(text, kind)) {
    const name = `looks like ${like}`;
    unseen.push({
      at,
      length: character.length,
      kind: 'look-alike',
      shown: codePoint(character),
      name,
      alarming,
    });
  }
  return unseen.sort((a, b) => a.at - b.at);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
