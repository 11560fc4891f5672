import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf } from './content-kind.ts';

function entry(content: Uint8Array, type: TreeEntry['type'] = 'file'): TreeEntry {
  return { path: 'a', type, mode: 0o644, sha256: sha256Hex(content), content };
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}

test('a file is text exactly when it is UTF-8 without NUL, wherever it lies in memory', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 6 }).map(toUtf8),
    fc.constantFrom('\r\n', '\r', '\0', '\u007f', '\u001b').map(toUtf8),
  );
  const alike = (pieces: Uint8Array[], offset: number) => {
    const padding = new Uint8Array(offset).fill(1);
    const whole = Uint8Array.from([padding, ...pieces].flatMap((part) => [...part]));
    const bytes = whole.subarray(offset);
    const { kind, scan } = contentOf(entry(bytes));
    expect(kind).toBe(isText(bytes) ? 'text' : 'binary');
    expect(scan.hasNul).toBe(bytes.includes(0));
    if (scan.hasNul) return;
    expect(scan.hasHigh).toBe(bytes.some((byte) => byte >= 0x80));
    const isControl = (byte: number, at: number) =>
      byte === 0x0d ? bytes[at + 1] !== 0x0a : (byte < 0x20 && byte !== 9 && byte !== 10) || byte === 0x7f;
    expect(scan.hasControl).toBe(bytes.some(isControl));
  };
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(3), alike));
});

test.each([65_534, 65_535, 65_536, 131_071])('a NUL or a broken sequence at %i is found', (at) => {
  const text = new Uint8Array(200_000).fill(0x61);
  text.set(toUtf8('é'), at);
  expect(contentOf(entry(text)).kind).toBe('text');
  expect(contentOf(entry(text.with(at, 0x61))).kind).toBe('binary');
  expect(contentOf(entry(text.with(at + 2, 0))).kind).toBe('binary');
});

test('a sequence that the end cuts off is no text', () => {
  expect(contentOf(entry(Uint8Array.of(0x61, 0xc3))).kind).toBe('binary');
  // The decoder keeps nothing of the file before.
  expect(contentOf(entry(toUtf8('a'))).kind).toBe('text');
});

test('a link is a link, whatever it says', () => {
  expect(contentOf(entry(toUtf8('../a'), 'symlink')).kind).toBe('link');
});
