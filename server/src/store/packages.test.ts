import { expect, test } from 'vitest';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { alice, bob, bytesOf, flag, rangeFlag, retraction, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

const all = { before: null, limit: 100 };

async function filled() {
  const { node, post } = await testNode();
  const say = async (...said: { entry: Uint8Array }[]) => {
    for (const { entry } of said) expect((await post(entry)).status).toBe(201);
  };
  const names = async (filter: { text?: string; ecosystem?: string }) =>
    (await node.store.packages(filter, all)).map(({ purl }) => purl);
  const ids = async (text: string) =>
    (await node.store.statements({ kind: 'flag', text }, all)).map(({ id }) => id);
  return { store: node.store, say, names, ids };
}

test('a package counts what is said of its versions, and stands where its newest statement is', async () => {
  const { store, say } = await filled();
  await say(
    review({ purl: 'pkg:npm/a@1.0.0' }),
    review({ purl: 'pkg:npm/b@1.0.0' }),
    flag('pkg:npm/a@2.0.0'),
    rangeFlag('pkg:npm/a', 'vers:npm/<2.0.0'),
  );
  expect(await store.packages({}, all)).toMatchObject([
    { purl: 'pkg:npm/a', reviews: 1, flags: 2, latest: '2026-11-22T12:00:00Z' },
    { purl: 'pkg:npm/b', reviews: 1, flags: 0 },
  ]);
  expect(await store.releases('pkg:npm/a', 100)).toEqual([
    { purl: 'pkg:npm/a@2.0.0', reviews: 0, flags: 1 },
    { purl: 'pkg:npm/a@1.0.0', reviews: 1, flags: 0 },
  ]);
  expect(await store.releasesNamed(['pkg:npm/b@1.0.0', 'pkg:npm/b@2.0.0'])).toHaveLength(1);
});

test('what its signer took back does not count, whichever came first; what another took back does', async () => {
  const { store, say } = await filled();
  const [kept, gone, early] = [
    review({ purl: 'pkg:npm/a@1.0.0', key: bob }),
    flag('pkg:npm/a@1.0.0'),
    review(),
  ];
  await say(retraction(early.statement.id), early);
  await say(kept, gone, retraction(kept.statement.id, alice), retraction(gone.statement.id, alice));
  const packages = await store.packages({}, all);
  expect(packages).toMatchObject([
    { purl: 'pkg:npm/a', reviews: 1, flags: 0 },
    { purl: 'pkg:npm/example-socks', reviews: 0, flags: 0 },
  ]);
  expect(await store.releases('pkg:npm/a', 100)).toEqual([{ purl: 'pkg:npm/a@1.0.0', reviews: 1, flags: 0 }]);
});

test('taking a statement back twice is counted once', async () => {
  const { store, say } = await filled();
  const reviews = [review({ summary: 'first' }), review({ summary: 'second' })] as const;
  const { id } = reviews[0].statement;
  await say(...reviews, retraction(id), retraction(id, alice, '2026-11-22T12:01:00Z'));
  expect(await store.packages({}, all)).toMatchObject([{ reviews: 1 }]);
});

test('packages are found by a part of their name, in any case, or by how it begins', async () => {
  const { say, names } = await filled();
  const purls = ['pkg:npm/%40Babel/core@1.0.0', 'pkg:npm/ws@1.0.0', 'pkg:npm/JSONStream@1.0.0'];
  await say(...purls.map((purl) => review({ purl })), flag('pkg:deb/debian/tor@1.0'));
  expect(await names({ text: 'bel/co' })).toEqual(['pkg:npm/%40Babel/core']);
  expect(await names({ text: '@babel' })).toEqual(['pkg:npm/%40Babel/core']);
  expect(await names({ text: 'jsonstr' })).toEqual(['pkg:npm/JSONStream']);
  expect(await names({ text: 'w' })).toEqual(['pkg:npm/ws']);
  expect(await names({ text: 'WS' })).toEqual(['pkg:npm/ws']);
  expect(await names({ text: 's' })).toEqual([]);
  expect(await names({ ecosystem: 'deb' })).toEqual(['pkg:deb/debian/tor']);
  expect(await names({ ecosystem: 'deb', text: 'ws' })).toEqual([]);
});

test('flags are found by what they say, whatever the text would mean to a database', async () => {
  const { say, ids } = await filled();
  const [first, second] = [flag('pkg:npm/evil-socks@1.0.0'), rangeFlag('pkg:npm/weak', 'vers:npm/<2.0.0')];
  await say(first, second, review());
  expect(await ids('READS KEYS')).toEqual([first.statement.id]);
  expect(await ids('vulnerability')).toEqual([second.statement.id]);
  expect(await ids('ev')).toEqual([first.statement.id]);
  const hostile = [
    '"',
    '""',
    '" OR text:a',
    '*',
    'a*',
    'reads" keys',
    '%',
    '___',
    'NEAR(a b)',
    '\0',
    'rea\0ds',
    '💥',
  ];
  for (const text of hostile) expect([text, await ids(text)]).toEqual([text, []]);
});

test('what most statements call a release comes first', async () => {
  const { store, say } = await filled();
  const purl = 'pkg:npm/a@1.0.0';
  const lie = artifactDigest(bytesOf('another artifact'));
  await say(review({ purl, digest: lie }), review({ purl }), review({ purl, key: bob }));
  const truth = artifactDigest(bytesOf(purl));
  const found = await store.artifactsOf([purl, 'pkg:npm/b@1.0.0'], 8);
  expect(found.get(purl)).toEqual([
    { purl, ...truth },
    { purl, ...lie },
  ]);
  expect(found.get('pkg:npm/b@1.0.0')).toEqual([]);
  expect((await store.artifactsOf([purl], 1)).get(purl)).toHaveLength(1);
});

test('the newest few thousand sizes of changes are kept', async () => {
  const { store } = await filled();
  const { sha256: target } = artifactDigest(bytesOf('t'));
  const size = { added: 1, removed: 2, files: 3 };
  await store.keepChangeSize({ base: null, target }, size, 2);
  await store.keepChangeSize({ base: target, target }, { added: null, removed: null, files: null }, 2);
  expect(await store.changeSize({ base: null, target })).toEqual(size);
  const { sha256 } = artifactDigest(bytesOf('u'));
  await store.keepChangeSize({ base: null, target: sha256 }, size, 2);
  expect(await store.changeSize({ base: null, target })).toBeNull();
  expect(await store.changeSize({ base: target, target })).toEqual({
    added: null,
    removed: null,
    files: null,
  });
});
