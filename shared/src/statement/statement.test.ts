import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { toCanonicalJson } from '../bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { isCoded } from '../errors.ts';
import { decodeEntry, encodeEntry, maxEntryLength, preAuthEncoding, statementId } from './envelope.ts';
import { openEntry, openKnownEntry } from './open.ts';
import { payloadOf, signStatement } from './sign.ts';
import { artifactFlag, changeReview, digestsOf, fullReview, reviewer, vouchFor } from './testing/drafts.ts';

const alice = reviewer(1);
const socks = 'pkg:npm/socks@2.8.4';
const draft = fullReview(socks, digestsOf('1'));
const { entry, statement } = signStatement(draft, alice);

/** The entry of a payload as it stands, whatever it says, with alice's good signature. */
function signPayload(payload: unknown): Uint8Array {
  const bytes = toUtf8(typeof payload === 'string' ? payload : toCanonicalJson(payload));
  return encodeEntry({ payload: bytes, signature: alice.sign(preAuthEncoding(bytes)) });
}

function payload(): Record<string, never> & {
  predicate: Record<string, unknown>;
  subject: Record<string, unknown>[];
} {
  return JSON.parse(fromUtf8(payloadOf(draft, alice)));
}

function codeOf(bytes: Uint8Array): string {
  try {
    openKnownEntry(bytes);
    return 'accepted';
  } catch (error) {
    if (isCoded(error)) return error.code;
    throw error;
  }
}

test('a signed review opens to what was drafted', () => {
  expect(openEntry(entry)).toEqual(statement);
  expect(statement).toMatchObject({ kind: 'review', log: 'reviews', by: alice.id, subject: draft.subject });
});

test('node:crypto verifies the signature over the PAE, and hashes it to the id', () => {
  const { payload: bytes, signature } = decodeEntry(entry);
  const pae = Buffer.concat([Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${bytes.length} `), bytes]);
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: alice.id.slice('ed25519:'.length) },
    format: 'jwk',
  });
  expect(verify(null, pae, key, signature)).toBe(true);
  expect(createHash('sha256').update(pae).digest('hex')).toBe(statement.id);
});

test('a wrong signature is refused', () => {
  const { payload: bytes, signature } = decodeEntry(entry);
  signature[0] = (signature[0] as number) ^ 1;
  expect(codeOf(encodeEntry({ payload: bytes, signature }))).toBe('signature-invalid');
});

test('another signer cannot be named than the one who signed', () => {
  const forged = payload();
  forged.predicate.by = reviewer(2).id;
  expect(codeOf(signPayload(forged))).toBe('signature-invalid');
});

test('an unknown field is refused, wherever it stands', () => {
  const top = { ...payload(), more: 1 };
  const inPredicate = payload();
  inPredicate.predicate.more = 1;
  const inSubject = payload();
  (inSubject.subject[0] as Record<string, unknown>).more = 1;
  const inScope = payload();
  (inScope.predicate.scope as Record<string, unknown>).more = 1;
  expect(codeOf(signPayload(top))).toBe('statement-malformed');
  expect(codeOf(signPayload(inPredicate))).toBe('statement-schema');
  expect(codeOf(signPayload(inSubject))).toBe('statement-malformed');
  expect(codeOf(signPayload(inScope))).toBe('statement-schema');
});

const text = fromUtf8(entry);
const asEntry = (change: (value: Record<string, unknown>) => void): Uint8Array => {
  const value = JSON.parse(text) as Record<string, unknown>;
  change(value);
  return toUtf8(toCanonicalJson(value));
};
const urlSafe = (base64: string): string =>
  base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const signature = (value: Record<string, unknown>) => (value.signatures as Record<string, string>[])[0]!;

test.each<[name: string, bytes: Uint8Array, code: string]>([
  [
    'a second signature',
    asEntry((v) => void (v.signatures as unknown[]).push(signature(v))),
    'entry-malformed',
  ],
  ['no signature', asEntry((v) => void (v.signatures = [])), 'entry-malformed'],
  ['a keyid', asEntry((v) => void (signature(v).keyid = 'alice')), 'entry-malformed'],
  [
    'the other base64 alphabet',
    asEntry((v) => void (v.payload = urlSafe(String(v.payload)))),
    'base64-malformed',
  ],
  [
    'base64 that does not re-encode',
    asEntry((v) => void (signature(v).sig = `${signature(v).sig!.slice(0, -3)}B==`)),
    'base64-malformed',
  ],
  ['another payload type', asEntry((v) => void (v.payloadType = 'text/plain')), 'entry-malformed'],
  ['another field', asEntry((v) => void (v.note = '')), 'entry-malformed'],
  ['white space', toUtf8(` ${text}`), 'json-not-canonical'],
  ['a line feed behind it', toUtf8(`${text}\n`), 'json-not-canonical'],
  ['a byte order mark', toUtf8(`\ufeff${text}`), 'json-malformed'],
  ['a duplicate key', toUtf8(text.replace('{', '{"payload":"",')), 'json-not-canonical'],
  ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'utf8-malformed'],
  ['nothing', new Uint8Array(), 'json-malformed'],
  ['10 MB', new Uint8Array(10_000_000).fill(0x20), 'entry-too-large'],
])('an entry with %s is refused', (_name, bytes, code) => {
  expect(codeOf(bytes)).toBe(code);
});

test('a payload with duplicate keys, lone surrogates or another form is refused', () => {
  const canonical = toCanonicalJson(payload());
  expect(codeOf(signPayload(canonical.replace('{', '{"_type":"x",')))).toBe('json-not-canonical');
  expect(codeOf(signPayload(`${canonical} `))).toBe('json-not-canonical');
  expect(codeOf(signPayload(canonical.replace('"human"', '"\\ud800"')))).toBe('json-malformed');
});

test('an entry of 32 KiB is the largest', () => {
  const bytes = new Uint8Array(maxEntryLength);
  expect(() => encodeEntry({ payload: bytes, signature: new Uint8Array(64) })).toThrow('at most');
});

const bent: [name: string, bend: (p: ReturnType<typeof payload>) => void][] = [
  [
    'sha256 alone names the artifact',
    (p) => void delete (p.subject[0]!.digest as Record<string, unknown>).sha512,
  ],
  ['the purl has no version', (p) => void (p.subject[0]!.name = 'pkg:npm/socks')],
  ['criteria are unsorted', (p) => void (p.predicate.criteria = ['safe-to-run', 'safe-to-deploy'])],
  ['complete coverage names another tree', (p) => void (p.predicate.coverage = { complete: 'b'.repeat(64) })],
  [
    'more entries are read than there are',
    (p) => void (p.predicate.coverage = { read: 3, entries: 2, list: 'b'.repeat(64) }),
  ],
  ['the date is none of the calendar', (p) => void (p.predicate.date = '2026-02-30T00:00:00Z')],
];

test.each(bent)('a review is refused when %s', (_name, bend) => {
  const value = payload();
  bend(value);
  expect(codeOf(signPayload(value))).toBe('statement-meaning');
});

test('digests that name another artifact as its own base are refused', () => {
  const target = { purl: socks, digest: digestsOf('1') };
  const base = { purl: 'pkg:npm/socks@2.8.3', digest: { ...digestsOf('2'), sha512: digestsOf('1').sha512 } };
  expect(() => signStatement(changeReview(base, target), alice)).toThrow('two artifacts');
  const other = { purl: 'pkg:npm/sockz@2.8.3', digest: digestsOf('2') };
  expect(() => signStatement(changeReview(other, target), alice)).toThrow('same package');
});

test('a summary with control, bidi or invisible characters, or a second line, is refused', () => {
  for (const summary of [
    'a\nb',
    'a\u001b[31m',
    'a\u202eb',
    'a\u200bb',
    'a\u2028b',
    '\ufeffa',
    'a'.repeat(201),
    '',
  ]) {
    expect(() => signStatement(artifactFlag(socks, digestsOf('1'), { summary }), alice)).toThrow(
      'not a flag',
    );
  }
});

test('nobody vouches for itself, nor for longer than a year', () => {
  expect(() => signStatement(vouchFor(alice.id), alice)).toThrow('itself');
  const long = vouchFor(reviewer(2).id, { expires: '2028-11-22T17:00:00Z' });
  expect(() => signStatement(long, alice)).toThrow('within a year');
});

test('a good signature under a kind that this version does not know is kept as unknown', () => {
  const value = { ...payload(), predicateType: 'urn:countersign:trust:flag:v2' };
  const bytes = signPayload(value);
  expect(openEntry(bytes)).toMatchObject({ kind: 'unknown', by: alice.id, subject: { name: socks } });
  expect(codeOf(bytes)).toBe('statement-unknown');
});

test('a known kind with a new enum value is unknown too, not skipped', () => {
  const value = payload();
  value.predicate.thoroughness = 'extreme';
  expect(openEntry(signPayload(value)).kind).toBe('unknown');
});

test('a kind in the other log is unknown', () => {
  const value = { ...payload(), predicateType: 'urn:countersign:trust:review:v1' };
  expect(openEntry(signPayload(value)).kind).toBe('unknown');
});

test('the id does not depend on the signature', () => {
  const bytes = payloadOf(draft, alice);
  expect(statementId(bytes)).toBe(statement.id);
});

test('any bytes open or end in a coded error', () => {
  const mutated = fc.tuple(fc.nat(entry.length - 1), fc.nat(255)).map(([at, value]) => {
    const bytes = Uint8Array.from(entry);
    bytes[at] = value;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated), (bytes) => {
      const code = codeOf(bytes);
      expect(code === 'accepted').toBe(toBase64(bytes) === toBase64(entry));
    }),
    { numRuns: 500 },
  );
});
