import { expect, test } from 'vitest';
import type { Receipt } from '@countersign/shared/api.ts';
import { toBase64 } from '@countersign/shared/bytes/base64.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex, type StatementId } from '@countersign/shared/digest.ts';
import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { leafHash, nodeHash } from '@countersign/shared/log/merkle.ts';
import { readReceipt } from './answers.ts';
import { verifyReceipt, type SentEntry } from './receipt.ts';

const key = logKey('trust', new Uint8Array(32).fill(7));
const strangers = logKey('trust', new Uint8Array(32).fill(8));
const entry = toUtf8('the entry');
const sibling = leafHash(toUtf8('another'));
const root = nodeHash(sibling, leafHash(entry));
const sent: SentEntry = { id: sha256Hex('id') as string as StatementId, log: 'trust', entry };

function receiptBy(signing: typeof key): Receipt {
  const checkpoint = signCheckpoint({ origin: signing.vkey.name, size: 2, root }, signing);
  return { id: sent.id, log: 'trust', index: 1, size: 2, proof: [toBase64(sibling)], checkpoint };
}

const good = receiptBy(key);

test('a receipt with a good proof under the pinned key is taken', () => {
  expect(() => verifyReceipt(good, sent, key.vkey)).not.toThrow();
  expect(() => verifyReceipt(good, sent, null)).not.toThrow();
});

test('a checkpoint that the pinned key did not sign proves nothing', () => {
  expect(() => verifyReceipt(receiptBy(strangers), sent, key.vkey)).toThrow('receipt proves nothing');
});

test.each<[string, Partial<Receipt>]>([
  ['of another statement', { id: sha256Hex('another') }],
  ['of the other log', { log: 'reviews' }],
  ['for another place', { index: 0 }],
  ['for another size', { size: 3 }],
  ['without its proof', { proof: [] }],
  ['with a proof of something else', { proof: [toBase64(leafHash(entry))] }],
  ['with a proof that is no base64', { proof: ['?'] }],
  ['with no checkpoint', { checkpoint: 'no note' }],
])('a receipt %s is refused, pinned or not', (_name, change) => {
  for (const vkey of [key.vkey, null]) {
    expect(() => verifyReceipt({ ...good, ...change }, sent, vkey)).toThrow(
      expect.objectContaining({ code: 'receipt-invalid' }),
    );
  }
});

test.each<[string, object]>([
  ['an index that is no count', { index: -1 }],
  ['a fraction', { size: 1.5 }],
  ['an id of another form', { id: 'x' }],
  ['an unknown log', { log: 'other' }],
  ['a proof that is no list', { proof: 'x' }],
  ['a proof without an end', { proof: Array.from({ length: 55 }, () => '') }],
  ['a checkpoint that is no text', { checkpoint: 1 }],
])('an answer with %s is no receipt', (_name, change) => {
  expect(() => readReceipt({ ...good, ...change })).toThrow(
    expect.objectContaining({ code: 'receipt-invalid' }),
  );
});
