import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { checkNewPassphrase, readPassphraseFile } from './passphrase.ts';

let path: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-passphrase-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  path = join(folder, 'passphrase');
});

test.each([
  ['none', 'open sesame', 'open sesame'],
  ['LF, as editors and echo write', 'open sesame\n', 'open sesame'],
  ['CRLF', 'open sesame\r\n', 'open sesame'],
  ['LF after spaces, which belong to it', '  open sesame  \n', '  open sesame  '],
])('a passphrase file is read without its line ending: %s', (_, content, passphrase) => {
  writeFileSync(path, content);
  expect(readPassphraseFile(path)).toBe(passphrase);
});

test.each([
  ['two lines', 'open sesame\nand close\n'],
  ['an empty second line', 'open sesame\n\n'],
  ['a lone CR', 'open\rsesame'],
  ['a NUL', 'open\0sesame'],
  ['bytes that are no UTF-8', Uint8Array.of(0x6f, 0xff, 0x0a)],
  ['a whole book', 'open sesame '.repeat(1000)],
])('a passphrase file with %s is refused and not quoted', (_, content) => {
  writeFileSync(path, content);
  expect(() => readPassphraseFile(path)).toThrow(
    expect.toSatisfy(
      (error: Error) =>
        Reflect.get(error, 'code') === 'passphrase-malformed' && !inspect(error).includes('sesame'),
    ) as Error,
  );
});

test('a file that never ends is read no further than a passphrase can be', () => {
  expect(() => readPassphraseFile('/dev/zero')).toThrow(
    expect.objectContaining({ code: 'passphrase-malformed' }),
  );
});

test('a passphrase comes through a pipe, in pieces', () => {
  const script = `
    import { readPassphraseFile } from ${JSON.stringify(new URL('passphrase.ts', import.meta.url).href)};
    process.stdout.write(readPassphraseFile('/dev/fd/3'));`;
  const command = `{ printf open; printf ' sesame'; echo; } | "$0" --input-type=module -e "$1" 3<&0`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['open sesame', '']);
});

test('a file that is not there, and a folder, end in a code', () => {
  for (const missing of [path, join(path, '..')]) {
    expect(() => readPassphraseFile(missing)).toThrow(
      expect.objectContaining({ code: 'passphrase-file-unreadable' }),
    );
  }
});

test('a short passphrase file is read, but makes no new key', () => {
  writeFileSync(path, 'sesame7\n');
  const short = readPassphraseFile(path);
  expect(short).toBe('sesame7');
  expect(() => checkNewPassphrase(short)).toThrow(expect.objectContaining({ code: 'passphrase-short' }));
  expect(checkNewPassphrase('sesame78')).toBe('sesame78');
});
