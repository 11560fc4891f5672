import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { hiddenCharacters } from '@countersign/shared/text/hidden-characters.ts';
import { expect, test } from 'vitest';
import { contentOf } from '../files/content-kind.ts';
import { HiddenSearch, islands } from './hidden-text.ts';

function fileOf(text: string) {
  const content = toUtf8(text);
  return { path: 'a.js', type: 'file', mode: 0o644, sha256: sha256Hex(content), content } as const;
}

function search(text: string, budget: number) {
  const file = fileOf(text);
  return new HiddenSearch(budget).concerns('a.js', file, contentOf(file), null);
}

test('what is passed over as ordinary is never alarming, alone or within a word', () => {
  const alarming: string[] = [];
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}b`, `${character}${character}`]) {
      if (text.search(islands) >= 0) continue;
      if (hiddenCharacters(text, 'code').some((each) => each.alarming)) alarming.push(code.toString(16));
    }
  }
  expect(alarming).toEqual([]);
});

test('a character is found wherever it stands', () => {
  for (const at of [0, 1, 262_143, 262_144, 262_145, 300_000]) {
    const plain = 'abc '.repeat(100_000);
    const found = search(`${plain.slice(0, at)}\u202e${plain.slice(at)}`, 1_000_000);
    expect(found?.[0]?.text, `${at}`).toContain('U+202E');
  }
});

test('a text of more than the budget is not looked through in part and called clean', () => {
  const text = 'привет\n'.repeat(10_000);
  expect(search(`${text}\u202e`, 1000)).toBeNull();
  expect(search(`${text}\u202e`, 10_000_000)).toHaveLength(1);
  expect(search('x'.repeat(100_000), -1)).toEqual([]);
});
