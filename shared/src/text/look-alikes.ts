import type { TextKind } from './hidden-characters.ts';
import { anyLookAlike, type LookAlikeLetter, lookAlikeLetter } from './look-alike-letters.ts';

export interface LookAlike {
  /** UTF-16 units. */
  readonly at: number;
  readonly character: string;
  /** What it is taken for. */
  readonly like: string;
  readonly alarming: boolean;
}

interface Candidate extends LookAlikeLetter {
  readonly at: number;
  readonly character: string;
}

const word = /[\p{L}\p{N}\p{M}_$]+/gu;
/** Letters of these scripts that no Latin one looks like say that a word is what it seems to be. */
const scripts = {
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
  Lisu: /\p{Script=Lisu}/u,
  // Phonetic ones: they are written among ASCII letters.
  Latin: /[\u0250-\u02af]/u,
  styled: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
};
/** Punctuation that within a word, or an address, passes for that of ASCII; the Greek one does so anywhere. */
const marks: Readonly<Record<string, string>> = {
  '\u037e': ';',
  '\u2024': '.',
  '\u2044': '/',
  '\u2215': '/',
  '\u2236': ':',
  '\u29f8': '/',
  '\ua789': ':',
  '\uff0e': '.',
  '\uff0f': '/',
  '\uff1a': ':',
};
const mark =
  /(?<!\p{Script=Greek})\u037e|(?<=[A-Za-z])[\u2024\u2044\u2215\u2236\u29f8\ua789\uff0e\uff0f\uff1a](?=[A-Za-z])/gu;

/** Letters that pass for Latin ones in a word that is otherwise Latin, or, in code, in a line that is. */
export function* lookAlikes(text: string, kind: TextKind): Generator<LookAlike, void, undefined> {
  for (const { 0: character, index } of text.matchAll(mark)) {
    yield { at: index, character, like: marks[character] as string, alarming: true };
  }
  if (!anyLookAlike.test(text)) return;
  const distinctInText = new Map<string, boolean>();
  const hasAscii = /[A-Za-z]/.test(text);
  for (const { 0: characters, index } of text.matchAll(word)) {
    if (!anyLookAlike.test(characters)) continue;
    const candidates = candidatesIn(characters, index);
    const mixed = /[A-Za-z]/.test(characters);
    // A word of a few such letters alone may well be a word, or a name in a formula; a styled one is seen to be one.
    const whole = kind === 'code' && hasAscii && isWhole(characters);
    const distinct = new Map<string, boolean>();
    for (const { at, character, like, script } of candidates) {
      if (like === '!') yield { at, character, like, alarming: true };
      else if (mixed) {
        if (cached(distinct, script, () => hasDistinct(characters, script))) continue;
        const prefix = script === 'Greek' && at === index && /\p{Ll}/u.test(character);
        yield { at, character, like, alarming: !prefix };
      } else if (whole && !cached(distinctInText, script, () => hasDistinct(text, script))) {
        yield { at, character, like, alarming: candidates.length >= 3 && script !== 'styled' };
      }
    }
  }
}

function candidatesIn(characters: string, start: number): Candidate[] {
  const candidates: Candidate[] = [];
  let at = start;
  for (const character of characters) {
    const letter = lookAlikeLetter(character);
    if (letter !== null) candidates.push({ at, character, ...letter });
    at += character.length;
  }
  return candidates;
}

/** Nothing but look-alikes, digits and the like. */
function isWhole(characters: string): boolean {
  for (const character of characters) {
    if (!/[\p{N}\p{M}_$]/u.test(character) && lookAlikeLetter(character) === null) return false;
  }
  return true;
}

function hasDistinct(text: string, script: LookAlikeLetter['script']): boolean {
  const pattern = scripts[script];
  if (!pattern.test(text)) return false;
  for (const character of text)
    if (pattern.test(character) && lookAlikeLetter(character) === null) return true;
  return false;
}

function cached(known: Map<string, boolean>, key: string, find: () => boolean): boolean {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = find()));
  return value;
}
