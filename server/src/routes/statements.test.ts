import { expect, test } from 'vitest';
import type { StatementAnswer, StatementPage } from '@countersign/shared/api.ts';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { alice, bob, bytesOf, flag, rangeFlag, retraction, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

const purl = 'pkg:npm/%40example/socks@1.0.0';

async function filled() {
  const testing = await testNode();
  const statements = {
    review: review({ purl }),
    flag: flag(purl, 'malicious', bob),
    range: rangeFlag('pkg:npm/%40example/socks', 'vers:npm/<2.0.0'),
    other: review({ purl: 'pkg:npm/other@1.0.0' }),
  };
  for (const { entry } of Object.values(statements)) expect((await testing.post(entry)).status).toBe(201);
  const list = async (url: string) => (await testing.get(url)).body as unknown as StatementPage;
  const ids = async (url: string) => (await list(url)).statements.map(({ id }) => id);
  return { ...testing, statements, list, ids };
}

test('a statement is found by its id, to the byte, with a proof', async () => {
  const { get, statements } = await filled();
  const answer = (await get(`/api/statements/${statements.flag.statement.id}`))
    .body as unknown as StatementAnswer;
  expect(answer).toMatchObject({
    log: 'trust',
    index: 0,
    kind: 'flag',
    signer: bob.id,
    subject: purl,
    retractedBy: null,
  });
  expect(answer.entry).toBe(fromUtf8(statements.flag.entry));
  expect(answer.proof.length).toBeGreaterThan(0);
});

test('all that is said of a release is found, by purl or digest, flags on its range included', async () => {
  const { ids, statements } = await filled();
  const { review: accepted, flag: flagged, range } = statements;
  const { sha256, sha512 } = artifactDigest(bytesOf(purl));
  expect(await ids(`/api/releases?purl=${encodeURIComponent(purl)}`)).toEqual([
    range.statement.id,
    flagged.statement.id,
    accepted.statement.id,
  ]);
  expect(await ids(`/api/releases?sha256=${sha256}`)).toEqual([flagged.statement.id, accepted.statement.id]);
  expect(await ids(`/api/releases?sha512=${sha512}`)).toEqual([flagged.statement.id, accepted.statement.id]);
  expect(await ids(`/api/releases?purl=pkg:npm/unknown@1.0.0`)).toEqual([]);
});

test('flags come newest first, by severity, a page at a time', async () => {
  const { ids, list, statements } = await filled();
  const { flag: flagged, range } = statements;
  expect(await ids('/api/flags')).toEqual([range.statement.id, flagged.statement.id]);
  expect(await ids('/api/flags?severity=malicious')).toEqual([flagged.statement.id]);
  const first = await list('/api/flags?limit=1');
  expect(first.statements).toHaveLength(1);
  const second = await list(`/api/flags?limit=1&before=${first.next}`);
  expect(second.statements.map(({ id }) => id)).toEqual([flagged.statement.id]);
  expect(second.next).toBeNull();
});

test('only the signer of a statement can take it back', async () => {
  const { post, list, statements } = await filled();
  const { id } = statements.flag.statement;
  await post(retraction(id, alice).entry);
  expect((await list('/api/flags?severity=malicious')).statements[0]?.retractedBy).toBeNull();
  const own = retraction(id, bob);
  await post(own.entry);
  expect((await list('/api/flags?severity=malicious')).statements[0]?.retractedBy).toBe(own.statement.id);
});

test('what a signer said is found', async () => {
  const { get, statements } = await filled();
  const { body } = await get(`/api/reviewers/${bob.id}`);
  expect(body).toMatchObject({
    signer: bob.id,
    statements: [{ id: statements.flag.statement.id }],
    about: [],
  });
});

test.each([
  ['/api/releases', 400, 'request-malformed'],
  ['/api/releases?purl=pkg:npm/a@1&sha256=' + 'a'.repeat(64), 400, 'request-malformed'],
  ['/api/releases?purl=pkg:npm/A%20b@1', 422, 'purl-malformed'],
  ['/api/releases?purl=npm', 400, 'request-malformed'],
  ['/api/releases?sha256=' + 'A'.repeat(64), 400, 'request-malformed'],
  ['/api/flags?severity=bad', 400, 'request-malformed'],
  ['/api/flags?limit=0', 400, 'request-malformed'],
  ['/api/flags?limit=1&limit=2', 400, 'request-malformed'],
  ['/api/flags?before=-1', 400, 'request-malformed'],
  ['/api/flags?unknown=1', 400, 'request-malformed'],
  ['/api/statements/' + 'a'.repeat(64), 404, 'statement-not-found'],
  ['/api/statements/abc', 400, 'request-malformed'],
  ['/artifacts/sha256/' + 'G'.repeat(64), 400, 'request-malformed'],
  ['/api/blobs/' + 'a'.repeat(64), 404, 'blob-not-found'],
])('%s is %i %s', async (url, status, code) => {
  const { get } = await testNode();
  expect(await get(url)).toMatchObject({ status, body: { code } });
});
