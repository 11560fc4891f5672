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
/** Bytes of whole lines that are decoded at a time. */
const slice = 256 * 1024;
/** What is not plain ASCII, with the little that lies between; most of a text is outside, and is not looked at. */
const islands = /[^\t\n\r -~]+(?:[\t\r -~]{0,64}[^\t\n\r -~]+)*/g;
/** UTF-16 units around an island, for the letters that its first and last character stand among. */
const around = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters of a text that hide from who reads it, but for those that stand in the same words on the other side. */
export function hiddenConcerns(
  path: string,
  target: TreeEntry,
  { scan }: Content,
  base: TreeEntry | null,
): FoundConcern[] {
  if (!scan.hasHigh && !scan.hasControl) return [];
  const kind = isProse(path) ? 'prose' : 'code';
  const found = new Map<string, HiddenCharacter>();
  let known: Set<string> | null = null;
  let count = 0;
  for (const island of islandsOf(target.content)) {
    const alarming = hiddenCharacters(island, kind).filter(({ alarming }) => alarming);
    if (alarming.length === 0) continue;
    known ??= alarmingIslands(base, kind);
    if (known.has(island)) continue;
    count += alarming.length;
    for (const each of alarming) found.set(each.shown, each);
  }
  if (count === 0) return [];
  const names = Array.from(found.values(), ({ shown, name }) => `${shown} (${name})`);
  const more = names.length > namesMax ? ` and ${names.length - namesMax} other kinds` : '';
  const said = names.slice(0, namesMax).join(', ') + more;
  const text = `has ${count === 1 ? 'a character that hides' : `${count} characters that hide`}: ${said}`;
  return [{ concern: 'hidden-characters', text }];
}

function alarmingIslands(base: TreeEntry | null, kind: TextKind): Set<string> {
  const known = new Set<string>();
  for (const island of base ? islandsOf(base.content) : []) {
    if (hiddenCharacters(island, kind).some(({ alarming }) => alarming)) known.add(island);
  }
  return known;
}

function* islandsOf(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length;) {
    const feed = at + slice >= bytes.length ? -1 : bytes.indexOf(0x0a, at + slice);
    const end = feed < 0 ? bytes.length : feed + 1;
    const text = decoder.decode(bytes.subarray(at, end));
    for (const { 0: found, index } of text.matchAll(islands)) {
      const last = index + found.length;
      yield text.slice(Math.max(0, index - around), last + around);
    }
    at = end;
  }
}
