import {
  type HiddenCharacter,
  hiddenCharacters,
  type TextKind,
} from '@countersign/shared/text/hidden-characters.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import type { Content } from '../files/content-kind.ts';
import type { FoundConcern } from './found-concern.ts';
import { isProse } from './prose.ts';

/** Characters that are told of by name. */
const namesMax = 4;
/** What a plain byte and an island cost, in units that are looked at. */
const plainPerUnit = 32;
const islandCost = 16;
/** Bytes of whole lines that are decoded at a time. */
const slice = 256 * 1024;
/** ASCII that shows or breaks lines, Latin letters with marks, dashes and quotes, kana, Han and Hangul. */
const ordinary =
  '\\t\\n\\r -~\\u00a1-\\u00ac\\u00ae-\\u017e\\u2012-\\u2022\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3';
const maybeHidden = `(?:[^${ordinary}]|\\r(?!\\n|$))`;
/** What may hide, with the little that lies between; most of a text is outside, and is not looked at. */
export const islands = new RegExp(`${maybeHidden}+(?:[^\\n]{0,48}${maybeHidden}+)*`, 'g');
/** UTF-16 units around an island, for the letters that its first and last character stand among. */
const around = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Looks for hidden characters in the texts of a reading, no more of them than it may at once. */
export class HiddenSearch {
  #left: number;

  /** In units that are looked at; a look at what is plain costs little. */
  constructor(budget: number) {
    this.#left = budget;
  }

  /** What hides in a text, but for what stands in the same words on the other side; null when that is too much. */
  concerns(
    path: string,
    target: TreeEntry,
    { scan }: Content,
    base: TreeEntry | null,
  ): FoundConcern[] | null {
    if (!scan.hasHigh && !scan.hasControl) return [];
    const kind = isProse(path) ? 'prose' : 'code';
    const after = this.#alarming(target, kind);
    if (after?.size === 0) return [];
    const before = after && base ? this.#alarming(base, kind) : new Map<string, Alarming>();
    if (!after || !before) return null;
    const found = new Map<string, HiddenCharacter>();
    let count = 0;
    for (const [island, { times, characters }] of after) {
      const more = times - (before.get(island)?.times ?? 0);
      if (more <= 0) continue;
      count += more * characters.length;
      for (const each of characters) found.set(each.shown, each);
    }
    return count === 0 ? [] : [{ concern: 'hidden-characters', text: sentence(count, found) }];
  }

  /** The islands that hold something alarming; null when there is no budget to look through them all. */
  #alarming({ content }: TreeEntry, kind: TextKind): Map<string, Alarming> | null {
    const alarming = new Map<string, Alarming>();
    for (let at = 0; at < content.length;) {
      if (this.#left < 0) return null;
      const feed = at + slice >= content.length ? -1 : content.indexOf(0x0a, at + slice);
      const end = feed < 0 ? content.length : feed + 1;
      const text = decoder.decode(content.subarray(at, end));
      this.#left -= (end - at) / plainPerUnit;
      for (const { 0: found, index } of text.matchAll(islands)) {
        this.#left -= found.length + islandCost;
        if (this.#left < 0) return null;
        const { line, from } = withAround(text, index, index + found.length);
        const known = alarming.get(line);
        const inside = ({ at }: HiddenCharacter): boolean => at >= from && at < from + found.length;
        const characters =
          known?.characters ?? hiddenCharacters(line, kind).filter((each) => each.alarming && inside(each));
        if (characters.length > 0) alarming.set(line, { times: (known?.times ?? 0) + 1, characters });
      }
      at = end;
    }
    return alarming;
  }
}

/** An island with what stands around it in its line, and where in that it begins. */
function withAround(text: string, start: number, end: number): { line: string; from: number } {
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  const lead = before.slice(before.lastIndexOf('\n') + 1);
  const feed = after.indexOf('\n');
  return {
    line: lead + text.slice(start, end) + (feed < 0 ? after : after.slice(0, feed)),
    from: lead.length,
  };
}

interface Alarming {
  readonly times: number;
  readonly characters: readonly HiddenCharacter[];
}

function sentence(count: number, found: ReadonlyMap<string, HiddenCharacter>): string {
  const names = Array.from(found.values(), ({ shown, name }) => `${shown} (${name})`);
  const more = names.length > namesMax ? ` and ${names.length - namesMax} other kinds` : '';
  const said = names.slice(0, namesMax).join(', ') + more;
  return `has ${count === 1 ? 'a character that hides' : `${count} characters that hide`}: ${said}`;
}
