import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { expect, test } from 'vitest';
import { readsAsCode } from './reads-as-code.ts';

const script = toUtf8(`/*\0*/ ${'run();'.repeat(100)}`);

test('a script that one NUL made binary has to be gone through, whatever it is called', () => {
  for (const path of ['main.js', 'logo.png', 'data', 'a.MJS']) expect(readsAsCode(path, script)).toBe(true);
});

test('a name that engines run is code, and so is what begins with #!', () => {
  const noise = Uint8Array.from({ length: 1000 }, (_, at) => (at * 131) % 256);
  expect(readsAsCode('x.cjs', noise)).toBe(true);
  expect(readsAsCode('tool', Uint8Array.from([0x23, 0x21, ...noise]))).toBe(true);
});

test('a picture, a program, and no bytes at all are not', () => {
  const noise = Uint8Array.from({ length: 1000 }, (_, at) => (at * 131) % 256);
  for (const path of ['logo.png', 'tool.wasm', 'addon.node']) expect(readsAsCode(path, noise)).toBe(false);
  expect(readsAsCode('empty', new Uint8Array(0))).toBe(false);
});
