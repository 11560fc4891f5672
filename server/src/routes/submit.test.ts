import { expect, test } from 'vitest';
import { fromBase64, toBase64, toBase64Url } from '@countersign/shared/bytes/base64.ts';
import { toCanonicalJson } from '@countersign/shared/bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { Receipt } from '@countersign/shared/api.ts';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { verifyInclusion } from '@countersign/shared/log/proof.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';
import {
  decodeEntry,
  encodeEntry,
  payloadType,
  preAuthEncoding,
} from '@countersign/shared/statement/envelope.ts';
import { namedSubject, signStatement } from '@countersign/shared/statement/sign.ts';
import { alice, bob, flag, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

interface Payload {
  predicate: Record<string, unknown>;
  subject: Record<string, unknown>[];
  [field: string]: unknown;
}

/** A review whose payload was changed before alice signed it. */
function signedAs(change: (payload: Payload) => void): Uint8Array {
  const payload = JSON.parse(fromUtf8(decodeEntry(review().entry).payload)) as Payload;
  change(payload);
  const bytes = toUtf8(toCanonicalJson(payload));
  return encodeEntry({ payload: bytes, signature: alice.sign(preAuthEncoding(bytes)) });
}

/** The text of a good entry after a change that no honest program makes. */
function written(change: (text: string) => string): Uint8Array {
  const text = fromUtf8(review().entry);
  const changed = change(text);
  expect(changed).not.toBe(text);
  return toUtf8(changed);
}

async function refusal(body: Uint8Array | string): Promise<[number, unknown]> {
  const { post, get } = await testNode();
  const answer = await post(body);
  const health = await get('/healthz');
  expect(health.body).toMatchObject({ reviews: { size: 0 }, trust: { size: 0 } });
  return [answer.status, answer.body['code']];
}

test('a submission is answered with a proof that holds under the log key', async () => {
  const { post, node } = await testNode();
  const { entry, statement } = review();
  const { status, body } = await post(entry);
  const answer = body as unknown as Receipt;
  expect(status).toBe(201);
  expect(answer).toMatchObject({ id: statement.id, log: 'reviews', index: 0, size: 1 });
  const { checkpoint } = openCheckpoint(answer.checkpoint, parseVkey(node.keys.reviews));
  expect(checkpoint.size).toBe(answer.size);
  verifyInclusion({
    index: answer.index,
    size: answer.size,
    leaf: leafHash(entry),
    root: checkpoint.root,
    proof: answer.proof.map(fromBase64),
  });
});

test('the same statement twice is in the log once', async () => {
  const { post } = await testNode();
  const first = await post(flag().entry);
  const second = await post(flag().entry);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
});

test('the same statement twice at once is in the log once', async () => {
  const { post } = await testNode();
  const answers = await Promise.all([post(flag().entry), post(flag().entry), post(flag().entry)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body['index'])).size).toBe(1);
});

test('a wrong signature is refused', async () => {
  const { payload } = decodeEntry(review().entry);
  const forged = encodeEntry({ payload, signature: bob.sign(preAuthEncoding(payload)) });
  expect(await refusal(forged)).toEqual([422, 'signature-invalid']);
});

test('an unknown field in the predicate is refused', async () => {
  const entry = signedAs(({ predicate }) => (predicate['verdict'] = 'fine'));
  expect(await refusal(entry)).toEqual([422, 'statement-schema']);
});

test('an unknown field in the statement is refused', async () => {
  expect(await refusal(signedAs((payload) => (payload['extra'] = 1)))).toEqual([422, 'statement-malformed']);
});

test('a second signature is refused', async () => {
  const twice = written((text) => text.replace(/(\{"sig":"[^"]+"\})/, '$1,$1'));
  expect(await refusal(twice)).toEqual([422, 'entry-malformed']);
});

test('a keyid is refused', async () => {
  expect(await refusal(written((text) => text.replace('{"sig"', '{"keyid":"a","sig"')))).toEqual([
    422,
    'entry-malformed',
  ]);
});

test('base64 in another alphabet is refused', async () => {
  const { payload, signature } = decodeEntry(review({ summary: 'a?b>c~d?e>f~' }).entry);
  const url = toCanonicalJson({
    payload: toBase64(payload),
    payloadType,
    signatures: [{ sig: `${toBase64Url(signature)}==` }],
  });
  expect(url).toMatch(/sig":"[^"]*[-_]/);
  expect(await refusal(url)).toEqual([422, 'base64-malformed']);
});

test('duplicate keys in the envelope are refused', async () => {
  const twice = written((text) => text.replace('{"payload":', '{"payload":"e30=","payload":'));
  expect(await refusal(twice)).toEqual([422, 'json-not-canonical']);
});

test('duplicate keys in the payload are refused', async () => {
  const payload = fromUtf8(decodeEntry(review().entry).payload);
  const bytes = toUtf8(
    payload.replace('"understanding":"medium"', '"understanding":"high","understanding":"medium"'),
  );
  const entry = encodeEntry({ payload: bytes, signature: alice.sign(preAuthEncoding(bytes)) });
  expect(await refusal(entry)).toEqual([422, 'json-not-canonical']);
});

test('10 MB are refused unread', async () => {
  expect(await refusal('a'.repeat(10_000_000))).toEqual([413, 'request-too-large']);
});

test('an entry of one byte over 32 KiB is refused', async () => {
  expect(await refusal('a'.repeat(32 * 1024 + 1))).toEqual([413, 'request-too-large']);
});

test('coverage of another tree than the one reviewed is refused', async () => {
  const entry = signedAs(({ predicate }) => (predicate['coverage'] = { complete: '0'.repeat(64) }));
  expect(await refusal(entry)).toEqual([422, 'statement-meaning']);
});

test('an artifact with one digest only is refused', async () => {
  const entry = signedAs(({ subject }) => {
    const [artifact] = subject as [{ digest: { sha512?: string } }];
    delete artifact.digest.sha512;
  });
  expect(await refusal(entry)).toEqual([422, 'statement-meaning']);
});

test('a signer whose subject digest is not that of its name is refused', async () => {
  const profile = namedSubject(alice.id);
  const draft = { name: 'alice', labels: [], accounts: [], date: '2026-11-22T12:00:00Z' };
  expect(() =>
    signStatement(
      {
        kind: 'profile',
        log: 'trust',
        subject: { ...profile, digest: namedSubject(bob.id).digest },
        predicate: draft,
      },
      alice,
    ),
  ).toThrow(/digest/);
});

test('a time in the future is refused, five minutes of clock drift are not', async () => {
  expect(await refusal(review({ date: '2026-11-22T12:05:01Z' }).entry)).toEqual([
    422,
    'statement-from-future',
  ]);
  const { post } = await testNode();
  expect((await post(review({ date: '2026-11-22T12:05:00Z' }).entry)).status).toBe(201);
});

test('a kind that this version does not know is refused', async () => {
  const entry = signedAs((payload) => (payload['predicateType'] = 'urn:countersign:trust:misbehaviour:v1'));
  expect(await refusal(entry)).toEqual([422, 'statement-unknown']);
});

test('nobody submits a checkpoint of a log, not even its own', async () => {
  const { entry } = signStatement(
    {
      kind: 'checkpoint',
      log: 'trust',
      subject: namedSubject('countersign/trust/x'),
      predicate: { note: 'note' },
    },
    alice,
  );
  expect(await refusal(entry)).toEqual([422, 'checkpoint-submitted']);
});

test.each([
  ['nothing', ''],
  ['no JSON', 'not JSON'],
  ['a number', '1'],
  ['deep nesting', '['.repeat(16_000) + ']'.repeat(16_000)],
])('%s is refused with a code', async (_name, body) => {
  const [status, code] = await refusal(body);
  expect(status).toBe(422);
  expect(code).toMatch(/^(json|entry)-/);
});

test('a body of another type is refused', async () => {
  const { post } = await testNode();
  const { status, body } = await post(review().entry, 'text/html');
  expect([status, body['code']]).toEqual([415, 'media-type-unknown']);
});
