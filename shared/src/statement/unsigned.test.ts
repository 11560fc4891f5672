import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { artifactDigest, sha256Hex, type ChangeDigest } from '../digest.ts';
import { isCoded } from '../errors.ts';
import { flagDraft } from './flag-draft.ts';
import { reviewDraft } from './review-draft.ts';
import { artifactSubject } from './sign.ts';
import { formatUnsigned, maxNoteLength, maxUnsignedLength, parseUnsigned } from './unsigned.ts';

const target = { purl: 'pkg:npm/socks@2.8.4', digest: artifactDigest(toUtf8('new')) };
const base = { purl: 'pkg:npm/socks@2.8.3', digest: artifactDigest(toUtf8('old')) };

const review = (coverage: 'complete' | { read: string[]; entries: number }, note: string | null = null) =>
  reviewDraft({
    target,
    scope: { kind: 'change', base, change: 'b'.repeat(64) as ChangeDigest },
    criteria: [{ name: 'safe-to-run', text: 'Running it does no harm.' }],
    thoroughness: 'low',
    understanding: 'medium',
    coverage,
    note,
    now: Date.parse('2026-11-22T17:00:00Z'),
  });
const flag = flagDraft({
  subject: artifactSubject(target.purl, target.digest),
  range: null,
  severity: 'malicious',
  category: 'backdoor',
  summary: 'starts a shell',
  evidence: [],
  note: 'at length',
  now: Date.parse('2026-11-22T17:00:00Z'),
});

const partial = review({ read: ['lib/a.js', 'package.json'], entries: 3 });
const samples = [review('complete'), review('complete', 'Zeile\n\u0000\u202eΔ'), partial, flag];

function codeOf(text: string): string {
  try {
    parseUnsigned(text);
    return 'read';
  } catch (error) {
    if (!isCoded(error)) throw error;
    return error.code;
  }
}

test('what is written is read as it was', () => {
  for (const sample of samples) {
    const text = formatUnsigned(sample);
    expect(parseUnsigned(text)).toEqual(sample);
    expect(formatUnsigned(parseUnsigned(text))).toBe(text);
  }
});

test('whatever one character is made of another, it is another statement or none', () => {
  const texts = samples.map((sample) => formatUnsigned(sample));
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '0', 'a', ' ', '\n', '\u0000'),
      (text, at, character) => {
        const i = at % text.length;
        const other = text.slice(0, i) + character + text.slice(i + 1);
        const code = codeOf(other);
        expect(code === 'read' ? formatUnsigned(parseUnsigned(other)) : other).toBe(other);
      },
    ),
    { numRuns: 1000 },
  );
});

test('any JSON ends in a coded error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(codeOf(JSON.stringify(value))).not.toBe('read');
      expect(codeOf(JSON.stringify({ ...JSON.parse(formatUnsigned(flag)), statement: value }))).not.toBe(
        'read',
      );
    }),
  );
  expect(codeOf('['.repeat(100_000) + ']'.repeat(100_000))).toBe('unsigned-malformed');
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(codeOf(`{"version":1,"note":${deep}}`)).not.toBe('read');
});

type Document = {
  affirmation: string | null;
  note: string | null;
  read: string[] | null;
  statement: { predicate: Record<string, unknown>; [key: string]: unknown };
  [key: string]: unknown;
};

/** As our own writer would print it, after `change` had its way. */
function changed(sample: (typeof samples)[number], change: (document: Document) => void): string {
  const document = JSON.parse(formatUnsigned(sample)) as Document;
  change(document);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, sorted(inner)]),
          )
        : value;
  return `${JSON.stringify(sorted(document), null, 2)}\n`;
}

test('the writer of these tests is that of the format', () => {
  for (const sample of samples) expect(changed(sample, () => {})).toBe(formatUnsigned(sample));
});

const whole = review('complete');
const refused: [string, string, string][] = [
  ['another affirmation', 'unsigned-contradiction', changed(whole, (d) => (d.affirmation += ' '))],
  ['no affirmation', 'unsigned-contradiction', changed(whole, (d) => (d.affirmation = null))],
  ['an affirmation of a flag', 'unsigned-contradiction', changed(flag, (d) => (d.affirmation = 'I do'))],
  ['another note', 'unsigned-contradiction', changed(flag, (d) => (d.note = 'at more length'))],
  ['a note that is not named', 'unsigned-contradiction', changed(whole, (d) => (d.note = 'psst'))],
  ['a note that is not there', 'unsigned-contradiction', changed(flag, (d) => (d.note = null))],
  ['another list', 'unsigned-contradiction', changed(partial, (d) => (d.read = ['lib/a.js', 'x']))],
  ['no list', 'unsigned-contradiction', changed(partial, (d) => (d.read = null))],
  ['a list of a complete reading', 'unsigned-contradiction', changed(whole, (d) => (d.read = ['lib/a.js']))],
  ['an unsorted list', 'unsigned-malformed', changed(partial, (d) => d.read?.reverse())],
  ['a list with a path twice', 'unsigned-malformed', changed(partial, (d) => d.read?.push('package.json'))],
  [
    'one path that is two lines',
    'unsigned-malformed',
    changed(partial, (d) => (d.read = ['lib/a.js\npackage.json'])),
  ],
  ['a signer', 'unsigned-malformed', changed(whole, (d) => (d.statement.predicate['by'] = 'ed25519:AA'))],
  ['a form', 'unsigned-malformed', changed(whole, (d) => (d.statement.predicate['form'] = 'sshsig'))],
  ['a field too many', 'unsigned-malformed', changed(whole, (d) => (d['signed'] = false))],
  ['a later version', 'file-too-new', changed(whole, (d) => (d['version'] = 2))],
  [
    'a field of a later predicate',
    'statement-schema',
    changed(whole, (d) => (d.statement.predicate['x'] = 1)),
  ],
  ['a revocation', 'unsigned-kind', changed(whole, revoke)],
  ['white space', 'unsigned-malformed', `${formatUnsigned(whole)}\n`],
  ['CRLF', 'unsigned-malformed', formatUnsigned(whole).replaceAll('\n', '\r\n')],
  ['a lone surrogate', 'json-malformed', changed(whole, (d) => (d.note = '\ud800'))],
  ['too much', 'unsigned-too-large', formatUnsigned(whole) + ' '.repeat(maxUnsignedLength)],
  [
    'too long a note',
    'unsigned-malformed',
    formatUnsigned(review('complete', 'Δ'.repeat(maxNoteLength / 2 + 1))),
  ],
];

function revoke(document: Document): void {
  document.affirmation = null;
  const id = 'c'.repeat(64);
  document.statement = {
    ...document.statement,
    predicateType: 'urn:countersign:trust:revocation:v1',
    subject: [{ name: id, digest: { sha256: id } }],
    predicate: { action: 'retracted', date: '2026-11-22T17:00:00Z', since: 'always' },
  };
}

test.each(refused)('%s is refused: %s', (_what, code, text) => {
  expect(codeOf(text)).toBe(code);
});

test('the longest note and a long list are still read', () => {
  const read = Array.from({ length: 10_000 }, (_, i) => `lib/${String(i).padStart(5, '0')}.js`);
  const long = review({ read, entries: 10_001 }, '\u0000'.repeat(maxNoteLength));
  expect(parseUnsigned(formatUnsigned(long)).note).toHaveLength(maxNoteLength);
  expect(sha256Hex(long.note as string)).toBe(long.draft.predicate.note);
});

test('millions of brackets are refused before anything is made of them', () => {
  const deep = `${'['.repeat(4_000_000)}${']'.repeat(4_000_000)}`;
  for (const text of [deep, `{"affirmation":${deep}}`, `{"read":["\\\\","]",${deep}]}`])
    expect(() => parseUnsigned(text)).toThrow('nested too deep');
});

test('a list of more files than any archive has is refused before anything is made of it', () => {
  const text = JSON.stringify({
    version: 1,
    statement: {},
    affirmation: null,
    note: null,
    read: Array.from({ length: 100_001 }, String),
  });
  expect(() => parseUnsigned(text)).toThrow('more than 100000 files');
});

test('brackets in a text are no nesting', () => {
  const text = `{"affirmation":"${'['.repeat(100)}\\"${'{'.repeat(100)}"}`;
  expect(() => parseUnsigned(text)).toThrow('its version is 1');
});
