import { afterEach, expect, test, vi } from 'vitest';
import { openHosted, releaseOf } from './hosted.ts';

const sha256 = 'a'.repeat(64);
const sha512 = 'a'.repeat(128);

/** A node that names whatever it is asked for, unless told otherwise. */
function answering(bend: (purl: string) => object = () => ({})): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    const purl = new URL(address, 'https://node.example').searchParams.get('purl') ?? '';
    asked.push(purl);
    return Promise.resolve(Response.json({ purl, sha256, sha512, length: 10, ...bend(purl) }));
  });
  return asked;
}

const open = (purl: string, base: string) => openHosted(purl, base, AbortSignal.timeout(5000));
afterEach(() => void vi.unstubAllGlobals());

test('a base is named by version or by purl', async () => {
  const asked = answering();
  expect((await open('pkg:npm/x@2.0.0', '1.0.0')).base?.purl).toBe('pkg:npm/x@1.0.0');
  expect((await open('pkg:npm/x@2.0.0', 'pkg:npm/x@1.0.0')).base?.purl).toBe('pkg:npm/x@1.0.0');
  expect(new Set(asked)).toEqual(new Set(['pkg:npm/x@2.0.0', 'pkg:npm/x@1.0.0']));
});

test('a whole release needs no base, and nobody there signs', async () => {
  answering();
  expect(await open('pkg:npm/x@2.0.0', 'none')).toMatchObject({ base: null, terminal: null, headers: {} });
});

test('a change from another package is none', async () => {
  answering();
  await expect(open('pkg:npm/x@2.0.0', 'pkg:npm/y@1.0.0')).rejects.toMatchObject({
    code: 'release-malformed',
  });
});

test('a change from a release to itself is none', async () => {
  answering();
  await expect(open('pkg:npm/x@2.0.0', '2.0.0')).rejects.toMatchObject({ code: 'change-empty' });
});

test.each([
  { purl: 'pkg:npm/evil@2.0.0' },
  { sha256: 'A'.repeat(64) },
  { sha512: '' },
  { length: -1 },
  { more: 1 },
])('a node that answers %o is not believed', async (bent) => {
  answering(() => bent);
  await expect(open('pkg:npm/x@2.0.0', 'none')).rejects.toMatchObject({ code: 'answer-malformed' });
});

test.each(['javascript:alert(1)', 'pkg:npm/x', '', 'pkg:npm/<img>@1'])('%s is no release', (text) => {
  expect(() => releaseOf(text)).toThrow(/package URL|not a release/);
});

test.each(['pkg:npm/@scope/name@1.2.3', '@scope/name@1.2.3', 'pkg:npm/%40scope/name@1.2.3'])(
  '%s in an address is understood as it is typed',
  (text) => {
    expect(releaseOf(text)).toBe('pkg:npm/%40scope/name@1.2.3');
  },
);
