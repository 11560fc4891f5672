import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign, witnessKey } from '@countersign/shared/log/cosignature.ts';
import { emptyRoot } from '@countersign/shared/log/merkle.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { expect, test } from 'vitest';
import { readCheckpoint } from './checkpoint.ts';

const log = logKey('trust', new Uint8Array(32).fill(1));
const witness = witnessKey(new Uint8Array(32).fill(2));
const keys = { reviews: '', trust: formatVkey(log.vkey), witness: formatVkey(witness.vkey) };
const note = signCheckpoint({ origin: log.vkey.name, size: 0, root: emptyRoot }, log);

test('a checkpoint is as old as its newest cosignature', () => {
  const cosigned = note + cosign(note, witness, 1000) + cosign(note, witness, 2000);
  expect(readCheckpoint(cosigned, 'trust', keys)).toEqual({ size: 0, witnesses: 1, time: 2000 });
  expect(readCheckpoint(note, 'trust', keys)).toEqual({ size: 0, witnesses: 0, time: null });
});

test('a checkpoint of another key, or a forged cosignature, is not shown', () => {
  const other = logKey('trust', new Uint8Array(32).fill(3));
  const pins = { ...keys, trust: formatVkey(other.vkey) };
  expect(() => readCheckpoint(note, 'trust', pins)).toThrow('no known key signed this note');
  const later = signCheckpoint({ origin: log.vkey.name, size: 1, root: new Uint8Array(32) }, log);
  const moved = note + cosign(later, witness, 1000);
  expect(() => readCheckpoint(moved, 'trust', keys)).toThrow('a known key did not make its signature');
});
