import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sha256, Sha512 } from '../digest.ts';
import { formatPurl, parsePurl } from '../purl/purl.ts';
import {
  addToBaseline,
  baselineFinder,
  formatEntry,
  formatBaseline,
  isPlainNpmRelease,
  parseBaseline,
  pruneBaseline,
  type BaselineEntry,
} from './baseline.ts';
import { hex512, mistakesOf } from './testing/sample-policy.ts';

const sha512 = hex512 as Sha512;
const sha256 = 'cd'.repeat(32) as Sha256;
const socks: BaselineEntry = { release: 'pkg:npm/socks@2.8.4', sha512 };
const tor: BaselineEntry = { release: 'pkg:deb/debian/tor@0.4.9.11-1?arch=amd64', sha256 };

const entries = fc.uniqueArray(
  fc.record(
    {
      release: fc
        .tuple(
          fc.constantFrom(null, '@acme'),
          fc.stringMatching(/^[a-z]{1,3}$/),
          fc.constantFrom('1.0.0', '2.0.0+b'),
        )
        .map(([namespace, name, version]) => formatPurl({ type: 'npm', namespace, name, version })),
      sha512: fc.constantFrom(sha512, 'ef'.repeat(64) as Sha512),
      sha256: fc.constant(sha256),
    },
    { requiredKeys: ['release', 'sha512'] },
  ),
  { selector: (entry) => JSON.stringify([entry.release, entry.sha512, entry.sha256]) },
);

test('one entry a line, sorted, so that a change shows as the entries it adds', () => {
  const text = formatBaseline({ entries: [socks, tor] });
  expect(text).toBe(`{
  "version": 1,
  "entries": [
    { "release": "pkg:deb/debian/tor@0.4.9.11-1?arch=amd64", "sha256": "${sha256}" },
    { "release": "pkg:npm/socks@2.8.4", "sha512": "${sha512}" }
  ]
}
`);
  expect(formatBaseline({ entries: [] })).toBe('{\n  "version": 1,\n  "entries": []\n}\n');
});

test('formatting keeps every entry, and reading keeps the text', () => {
  fc.assert(
    fc.property(entries, (list) => {
      const text = formatBaseline({ entries: list });
      const read = parseBaseline(text);
      expect(new Set(read.entries)).toEqual(new Set(list));
      expect(formatBaseline(read)).toBe(text);
    }),
  );
});

test('the fast reader and the one that finds mistakes agree', () => {
  fc.assert(
    fc.property(entries, (list) => {
      const text = formatBaseline({ entries: list });
      expect(parseBaseline(text.replaceAll('\n', '\r\n '))).toEqual(parseBaseline(text));
    }),
  );
});

test('adding drops nothing, adds each entry once, whatever the order', () => {
  fc.assert(
    fc.property(entries, entries, (list, added) => {
      const text = addToBaseline(formatBaseline({ entries: list }), added);
      expect(addToBaseline(formatBaseline({ entries: added }), list)).toBe(text);
      expect(addToBaseline(text, added)).toBe(text);
      const all = new Set([...list, ...added].map(formatEntry));
      expect(new Set(parseBaseline(text).entries.map(formatEntry))).toEqual(all);
    }),
  );
});

test('pruning never drops a kept entry, and keeps no other', () => {
  fc.assert(
    fc.property(entries, fc.func(fc.boolean()), (list, keep) => {
      const pruned = parseBaseline(formatBaseline(pruneBaseline({ entries: list }, keep)));
      expect(new Set(pruned.entries)).toEqual(new Set(list.filter((entry) => keep(entry))));
    }),
  );
});

test('exempts by purl and digest together, whichever registry served it', () => {
  const find = baselineFinder({ entries: [socks, tor, { ...socks, sha512: 'ef'.repeat(64) as Sha512 }] });
  expect(find(parsePurl(socks.release), { sha512 })).toBe(socks);
  expect(find(parsePurl(`${socks.release}?repository_url=https:%2F%2Fregistry.example`), { sha512 })).toBe(
    socks,
  );
  expect(find(parsePurl('pkg:npm/socks@2.8.5'), { sha512 })).toBeNull();
  expect(find(parsePurl(socks.release), { sha512: 'cd'.repeat(64) as Sha512 })).toBeNull();
  expect(find(parsePurl(socks.release), { sha256 })).toBeNull();
  expect(find(parsePurl(socks.release), {})).toBeNull();
});

const line = (entry: string) => `{\n  "version": 1,\n  "entries": [\n    ${entry}\n  ]\n}\n`;
const digest = `"sha512": "${sha512}"`;

test.each([
  ['no digest', '{ "release": "pkg:npm/a@1.0.0" }', '4 entries[0]: lacks a digest: sha512 or sha256'],
  ['a short digest', '{ "release": "pkg:npm/a@1.0.0", "sha512": "ab" }', '4 entries[0].sha512: expected 128'],
  [
    'a name without version',
    `{ "release": "pkg:npm/a", ${digest} }`,
    '4 entries[0].release: "pkg:npm/a" names no',
  ],
  [
    'a second spelling',
    `{ "release": "pkg:npm/@a/b@1.0.0", ${digest} }`,
    '4 entries[0].release: not a package URL',
  ],
  [
    'an unknown field',
    `{ "release": "pkg:npm/a@1.0.0", ${digest}, "x": 1 }`,
    '4 entries[0]: unknown field "x"',
  ],
  [
    'two digests under one name',
    `{ "release": "pkg:npm/a@1.0.0", ${digest}, ${digest} }`,
    '4 entries[0]: "sha512" stands',
  ],
  [
    'an entry twice',
    `{ "release": "pkg:npm/a@1.0.0", ${digest} },\n{ "release": "pkg:npm/a@1.0.0", ${digest} }`,
    '5 entries[1]: stands here twice',
  ],
  ['a comment', `// x\n{ "release": "pkg:npm/a@1.0.0", ${digest} }`, '4 : invalid comment token'],
  ['a null', 'null', '4 entries[0]: found null'],
])('refused: %s', (_, entry, expected) => {
  const mistakes = mistakesOf(() => parseBaseline(line(entry)));
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain(expected);
});

test('an entry twice is refused in canonical form too', () => {
  const text = formatBaseline({ entries: [socks, socks] });
  expect(mistakesOf(() => parseBaseline(text))).toEqual(['5 entries[1]: stands here twice']);
});

test('a newer version is said to be newer', () => {
  const text = formatBaseline({ entries: [socks] }).replace('"version": 1', '"version": 2');
  expect(() => parseBaseline(text)).toThrow(expect.objectContaining({ code: 'file-too-new' }));
});

test('a release that skips parsePurl is one that parsePurl takes', () => {
  const text = fc.string({ unit: fc.constantFrom(...'pkg:npm/%40aZ09._-@~+?#'.split('')), maxLength: 20 });
  const release = fc.oneof(
    text,
    text.map((tail) => `pkg:npm/${tail}`),
    text.map((tail) => `pkg:npm/%40a/${tail}@1.0`),
  );
  fc.assert(
    fc.property(release, (purl) => {
      if (!isPlainNpmRelease(purl)) return;
      const { version, subpath } = parsePurl(purl);
      expect([version, subpath]).toEqual([expect.any(String), null]);
    }),
    { numRuns: 5000 },
  );
  expect(isPlainNpmRelease('pkg:npm/%40acme/tool@1.0.0-rc.1')).toBe(true);
});
