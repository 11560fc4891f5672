import type { HiddenCharacter, TextKind } from './hidden-characters.ts';

type Judged = Pick<HiddenCharacter, 'kind' | 'name' | 'alarming'>;

const names: Readonly<Record<string, string>> = {
  '\0': 'null character',
  '\b': 'backspace',
  '\v': 'vertical tab',
  '\f': 'form feed',
  '\r': 'carriage return',
  '\u001b': 'escape',
  '\u007f': 'delete',
  '\u0085': 'next line',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u034f': 'combining grapheme joiner',
  '\u061c': 'Arabic letter mark',
  '\u115f': 'Hangul filler',
  '\u1160': 'Hangul filler',
  '\u180e': 'Mongolian vowel separator',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of direction',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first-strong isolate',
  '\u2069': 'end of isolate',
  '\u2800': 'blank Braille pattern',
  '\u3000': 'ideographic space',
  '\u3164': 'Hangul filler',
  '\ufeff': 'byte order mark',
  '\uffa0': 'Hangul filler',
};

/** Controls that make a terminal, or another editor, show something else than the text. */
const rewrites = new Set(['\b', '\r', '\u001b', '\u007f', '\u0085', '\u009b']);
/** A byte order mark that code looks for: `'\ufeff'`, `/^\ufeff/`. */
const quotedMark = /["'`^[]\ufeff["'`/\]]/;
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const bidiMark = /[\u061c\u200e\u200f]/u;
/** Where marks of direction are ordinary. */
export const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const selector = /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const tag = /[\u{e0000}-\u{e007f}]/u;
/** Signs of Arabic and other scripts that do show, though Unicode counts them among the format characters. */
const shownFormat = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1345f}]/u;
const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

// Sequences in which a character that does not show is at home; each is looked for around that character.
const emoji = [
  /(?![0-9#*])\p{Emoji}[\ufe0e\ufe0f]/u,
  /[0-9#*]\ufe0f\u20e3/u,
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d\p{Extended_Pictographic}/u,
];
const flagTags =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;
const joining =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}' +
  '\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}' +
  '\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Balinese}\\p{Script=Javanese}';
const joiner = new RegExp(`[${joining}][\\u200c\\u200d](?:[${joining}]|$|\\P{L})`, 'u');
const unspaced = '\\p{Script=Khmer}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Myanmar}\\p{Script=Tibetan}';
const breakPoint = new RegExp(`[${unspaced}]\\u200b[${unspaced}]`, 'u');
const selected = [
  /\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  /[\p{Script=Mongolian}][\u180b-\u180f]/u,
  /[\p{Script=Myanmar}\p{Script=Phags_Pa}]\ufe00/u,
  /(?![!-~])\p{Sm}\ufe00/u,
];

/** What a character that `invisible` matched is; null where it is ordinary. */
export function judgeUnseen(
  text: string,
  at: number,
  character: string,
  { kind, hasRightToLeft }: { readonly kind: TextKind; readonly hasRightToLeft: boolean },
): Judged | null {
  if (character === '\t' || character === '\n' || shownFormat.test(character)) return null;
  const next = text.slice(at + character.length, at + character.length + 2);
  if (character === '\r' && (next === '' || next.startsWith('\n'))) return null;
  const around = `${lastOf(text, at)}${character}${firstOf(next)}`;
  const name = names[character];
  if (/\p{Cc}/u.test(character)) {
    return { kind: 'control', name: name ?? 'control character', alarming: rewrites.has(character) };
  }
  if (bidi.test(character)) {
    const alarming = !(bidiMark.test(character) && hasRightToLeft);
    return { kind: 'bidi', name: name as string, alarming };
  }
  if (/\p{Cs}/u.test(character)) return { kind: 'invalid', name: 'half a surrogate pair', alarming: false };
  if (/[\p{Zl}\p{Zp}]/u.test(character)) return { kind: 'control', name: name as string, alarming: true };
  if (isAtHome(text, at, character, around)) return null;
  if (/[\p{Zs}\u00ad]/u.test(character)) {
    if (kind === 'prose' || (character === '\u3000' && cjk.test(around.replace('\u3000', '')))) return null;
    return { kind: 'invisible', name: name ?? 'unusual space', alarming: false };
  }
  return { kind: 'invisible', name: name ?? unnamed(character), alarming: isAlarming(character, at, around) };
}

function isAtHome(text: string, at: number, character: string, around: string): boolean {
  switch (character) {
    case '\u200d':
      return joiner.test(around) || isIn(emoji, around);
    case '\u200c':
      return joiner.test(around);
    case '\u200b':
      return breakPoint.test(around);
    case '\u2800':
      return /[\u2801-\u28ff]/.test(around);
  }
  if (tag.test(character)) return isFlagTag(text, at);
  return selector.test(character) && (isIn(emoji, around) || isIn(selected, around));
}

/** The tags of the flags of England, Scotland and Wales, the only ones in use. */
function isFlagTag(text: string, at: number): boolean {
  const start = Math.max(0, at - 14);
  for (const flag of text.slice(start, at + 14).matchAll(flagTags)) {
    const from = start + flag.index;
    if (from <= at && at < from + flag[0].length) return true;
  }
  return false;
}

function isIn(sequences: readonly RegExp[], around: string): boolean {
  return sequences.some((sequence) => sequence.test(around));
}

function unnamed(character: string): string {
  if (selector.test(character)) return 'variation selector';
  if (tag.test(character)) return 'tag character';
  if (/\p{Co}/u.test(character)) return 'private-use character';
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return 'invisible character';
  if (/\p{Cn}/u.test(character)) return 'unassigned character';
  return /\p{M}/u.test(character) ? 'combining mark' : 'invisible character';
}

/** Icon fonts use private characters, and a new Unicode assigns what this one knows nothing of. */
function isAlarming(character: string, at: number, around: string): boolean {
  if (character === '\ufeff') return at > 0 && !quotedMark.test(around);
  const code = character.codePointAt(0) as number;
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return true;
  if (/\p{Co}/u.test(character)) return code >= 0xf0000;
  if (/\p{Cn}/u.test(character)) return (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  return !/\p{M}/u.test(character);
}

function lastOf(text: string, end: number): string {
  const low = text.charCodeAt(end - 1);
  return text.slice(Math.max(0, low >= 0xdc00 && low < 0xe000 ? end - 2 : end - 1), end);
}

function firstOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}
