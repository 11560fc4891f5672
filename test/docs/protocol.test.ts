import { expect, test } from 'vitest';
import { changeBetween, changeDigest, changeLines } from '@countersign/shared/artifact/change.ts';
import {
  dirHash,
  entryText,
  treeDigest,
  type Tree,
  type TreeEntry,
} from '@countersign/shared/artifact/tree.ts';
import { fromHex } from '@countersign/shared/bytes/hex.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import { artifactDigest, sha256Hex } from '@countersign/shared/digest.ts';
import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign, witnessKey } from '@countersign/shared/log/cosignature.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { fingerprint, signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { affirmation, affirmationId, criterionTexts } from '@countersign/shared/statement/affirmation.ts';
import { decodeEntry } from '@countersign/shared/statement/envelope.ts';
import {
  artifactSubject,
  namedSubject,
  signStatement,
  type Draft,
} from '@countersign/shared/statement/sign.ts';
import { reviewDraft } from '@countersign/shared/statement/review-draft.ts';
import { formatUnsigned, parseUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { toBase64 } from '@countersign/shared/bytes/base64.ts';
import { readDocument, vector } from './markdown.ts';

/** The examples of docs/protocol.md, computed again. */

const text = readDocument('docs/protocol.md');
const seed = /secret seed `([0-9a-f]{64})`/.exec(text)?.[1] as string;
const key = signerFromSeed(fromHex(seed, 32));

function file(path: string, content: string, mode: TreeEntry['mode'] = 0o644): TreeEntry {
  return { path, type: 'file', mode, sha256: sha256Hex(content), content: toUtf8(content) };
}

const base: Tree = {
  entries: [
    file('lib/index.js', 'module.exports = 1;\n'),
    file('package.json', '{"name":"example","version":"1.0.0"}\n'),
  ],
  findings: [],
};
const target: Tree = {
  entries: [
    file('bin/run.js', '#!/usr/bin/env node\n', 0o755),
    file('lib/index.js', 'module.exports = 2;\n'),
    file('package.json', '{"name":"example","version":"1.0.1"}\n'),
  ],
  findings: [],
};
const change = changeBetween(base, target);
const artifact = (version: string) => artifactDigest(toUtf8(`the published bytes of example ${version}\n`));
const purl = (version: string) => `pkg:npm/example@${version}`;

test('the tree: its lines, its digest, its dirHash', () => {
  expect(target.entries.map((entry) => `${entryText(entry)} ${entry.path}\n`).join('')).toBe(
    vector(text, 'tree'),
  );
  expect(text).toContain(`\`${treeDigest(target)}\``);
  expect(text).toContain(`\`${dirHash(target)}\``);
});

test('the change: its lines, its digest', () => {
  expect(changeLines(change)).toBe(vector(text, 'change'));
  expect(text).toContain(`\`${changeDigest(change)}\``);
});

test('the signer and its fingerprint', () => {
  expect(text).toContain(`\`${key.id}\``);
  expect(text).toContain(`\`${fingerprint(key.id)}\``);
});

test('the affirmed text, the review, its length, id and signature', () => {
  const affirmed = affirmation({
    target: { purl: purl('1.0.1'), digest: artifact('1.0.1') },
    scope: {
      kind: 'change',
      base: { purl: purl('1.0.0'), digest: artifact('1.0.0') },
      change: changeDigest(change),
    },
    criteria: [{ name: 'safe-to-run', text: criterionTexts.get('safe-to-run') as string }],
    thoroughness: 'medium',
    understanding: 'high',
  });
  expect(affirmed).toBe(vector(text, 'affirmation'));
  const draft: Draft<'review'> = {
    kind: 'review',
    log: 'reviews',
    subject: artifactSubject(purl('1.0.1'), artifact('1.0.1')),
    predicate: {
      date: '2026-11-22T17:00:00Z',
      scope: {
        kind: 'change',
        base: { purl: purl('1.0.0'), ...artifact('1.0.0') },
        change: changeDigest(change),
      },
      criteria: ['safe-to-run'],
      thoroughness: 'medium',
      understanding: 'high',
      method: { kind: 'human' },
      coverage: { complete: changeDigest(change) },
      signals: { set: 0, acknowledged: [] },
      text: affirmationId(affirmed),
    },
  };
  const { entry, statement } = signStatement(draft, key);
  const { payload, signature } = decodeEntry(entry);
  expect(JSON.parse(fromUtf8(payload))).toEqual(JSON.parse(vector(text, 'review')));
  expect(text).toContain(`| length of the payload | ${payload.length} bytes |`);
  expect(text).toContain(`| id | \`${statement.id}\` |`);
  expect(text).toContain(`| signature | \`${toBase64(signature)}\` |`);
});

test('the affirmed text of a partial reading, and its digest', () => {
  const { affirmation: affirmed, draft } = reviewDraft({
    target: { purl: purl('1.0.1'), digest: artifact('1.0.1') },
    scope: {
      kind: 'change',
      base: { purl: purl('1.0.0'), digest: artifact('1.0.0') },
      change: changeDigest(change),
    },
    criteria: [{ name: 'safe-to-run', text: criterionTexts.get('safe-to-run') as string }],
    thoroughness: 'medium',
    understanding: 'high',
    coverage: { read: ['package.json', 'lib/index.js'], entries: change.entries.length },
    note: null,
    now: Date.parse('2026-11-22T17:00:00Z'),
  });
  expect(affirmed).toBe(vector(text, 'partial-affirmation'));
  expect(text).toContain(`\`${draft.predicate.text}\``);
});

test('the unsigned statement is read, and is about the artifact and the file of the other examples', () => {
  const document = vector(text, 'unsigned');
  const drafted = parseUnsigned(document);
  expect(formatUnsigned(drafted)).toBe(document);
  expect(drafted.draft).toMatchObject({
    kind: 'flag',
    subject: artifactSubject(purl('1.0.1'), artifact('1.0.1')),
    predicate: { evidence: [{ sha256: target.entries[0]?.sha256 }] },
  });
});

test('the flag, and the checkpoint of a log that holds it', () => {
  const { subject, predicate } = JSON.parse(vector(text, 'flag')) as {
    subject: string;
    predicate: Draft<'flag'>['predicate'];
  };
  const { entry, statement } = signStatement(
    { kind: 'flag', log: 'trust', subject: namedSubject(subject), predicate },
    key,
  );
  expect(text).toContain(`\`${statement.id}\``);
  const log = logKey('trust', fromHex('01'.repeat(32), 32));
  const witness = witnessKey(fromHex('02'.repeat(32), 32));
  expect(`${formatVkey(log.vkey)}\n${formatVkey(witness.vkey)}\n`).toBe(vector(text, 'vkeys'));
  const note = signCheckpoint({ origin: log.vkey.name, size: 1, root: leafHash(entry) }, log);
  expect(note + cosign(note, witness, 1_795_366_800)).toBe(vector(text, 'checkpoint'));
});
