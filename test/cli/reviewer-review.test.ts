import { expect, test } from 'vitest';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { treeDigest } from '@countersign/shared/artifact/tree.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { affirmation, criterionTexts } from '@countersign/shared/statement/affirmation.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';
import { makeWorld, type World } from '../world/world.ts';

const levels = ['--criteria', 'safe-to-run', '--thoroughness', 'medium', '--understanding', 'low'];
const accept = ['--accept', '--yes', ...levels];

async function makeKey(world: World, name = 'alice'): Promise<SignerId> {
  const { stdout } = await world.cli('key', 'new', '--name', name, '--no-passphrase');
  return stdout.trim() as SignerId;
}

/** The statement as the node tells it, read as everybody will. */
async function statementAt(url: string, id: string) {
  const answer = await fetch(`${url}/api/statements/${id}`);
  const { entry } = (await answer.json()) as { entry: string };
  return openKnownEntry(toUtf8(entry));
}

const oldFiles = { 'index.js': 'one;\n', 'lib/a.js': 'a;\n' };
const newFiles = { 'index.js': 'two;\n', 'lib/b.js': 'b;\n' };

test('the reviews of both anchors turn the red gate green: one of the whole, one of the change', async () => {
  const world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '2.8.3', files: oldFiles });
  const next = world.publish({ name: 'socks', version: '2.8.4', files: newFiles });
  const anchors = [
    { name: 'alice', signer: await makeKey(world) },
    { name: 'bob', signer: await makeKey(world, 'bob') },
  ];
  await world.lock(next);
  await world.adopt([old], { anchors });
  expect((await world.cli('gate')).code).toBe(1);

  const first = await world.cli('review', 'socks@2.8.4', '--full', '--key', 'alice', ...accept);
  expect(first).toMatchObject({ code: 0 });
  expect(first.stderr).toContain('the bytes that the lockfile pins');
  expect((await world.cli('gate')).code).toBe(1);
  const second = await world.cli('review', 'socks@2.8.4', '--base', '2.8.3', '--key', 'bob', ...accept);
  expect(second).toMatchObject({ code: 0 });
  expect((await world.cli('gate')).code).toBe(0);
});

test('a review names the bytes, the change that we compute and the text that was affirmed, and nothing more', async () => {
  const world = await makeWorld();
  const old = world.publish({ name: '@acme/socks', version: '1.0.0', files: oldFiles });
  const next = world.publish({ name: '@acme/socks', version: '1.1.0', files: newFiles });
  const signer = await makeKey(world);
  const args = [
    'review',
    '@acme/socks@1.1.0',
    '--base',
    '1.0.0',
    ...accept,
    '--criteria',
    'safe-for-anonymity',
  ];
  const ran = await world.cli(...args, '--note', 'Zeile 1\nΔ', '--node', world.node.url, '--json');
  expect(ran.code).toBe(0);
  const { id, nodes } = JSON.parse(ran.stdout) as { id: string; nodes: object[] };
  expect(nodes).toEqual([expect.objectContaining({ held: true, index: 0, pinned: false, error: null })]);

  const statement = await statementAt(world.node.url, id);
  const tarballs = await Promise.all(
    ['1.0.0', '1.1.0'].map(async (version) => {
      const answer = await fetch(`${world.registry.url}/@acme/socks/-/socks-${version}.tgz`);
      return unpackNpm(new Uint8Array(await answer.arrayBuffer()));
    }),
  );
  const [before, after] = tarballs as [
    Awaited<ReturnType<typeof unpackNpm>>,
    Awaited<ReturnType<typeof unpackNpm>>,
  ];
  const change = changeDigest(changeBetween(before, after));
  const text = affirmation({
    target: { purl: 'pkg:npm/%40acme/socks@1.1.0', digest: next.digest },
    scope: { kind: 'change', base: { purl: 'pkg:npm/%40acme/socks@1.0.0', digest: old.digest }, change },
    criteria: ['safe-for-anonymity', 'safe-to-run'].map((name) => ({
      name,
      text: criterionTexts.get(name) ?? '',
    })),
    thoroughness: 'medium',
    understanding: 'low',
  });
  // It is wrapped for the terminal.
  expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(text.replaceAll(/\s+/g, ' '));
  expect(statement).toMatchObject({
    kind: 'review',
    by: signer,
    subject: { name: 'pkg:npm/%40acme/socks@1.1.0', digest: next.digest },
  });
  expect(statement.predicate).toEqual({
    by: signer,
    form: 'raw',
    date: '2026-11-22T12:00:00Z',
    scope: { kind: 'change', base: { purl: 'pkg:npm/%40acme/socks@1.0.0', ...old.digest }, change },
    criteria: ['safe-for-anonymity', 'safe-to-run'],
    thoroughness: 'medium',
    understanding: 'low',
    method: { kind: 'human' },
    coverage: { complete: change },
    signals: { set: 0, acknowledged: [] },
    text: sha256Hex(text),
    note: sha256Hex('Zeile 1\nΔ'),
  });
  const blob = await fetch(`${world.node.url}/api/blobs/${sha256Hex('Zeile 1\nΔ')}`);
  expect(await blob.text()).toBe('Zeile 1\nΔ');
});

test('a full review names the tree that we compute', async () => {
  const world = await makeWorld();
  const { name } = world.publish({ name: 'socks', version: '1.0.0', files: oldFiles });
  await makeKey(world);
  const ran = await world.cli(
    'review',
    `npm:${name}@1.0.0`,
    '--full',
    ...accept,
    '--node',
    world.node.url,
    '--json',
  );
  const { id } = JSON.parse(ran.stdout) as { id: string };
  const answer = await fetch(`${world.registry.url}/socks/-/socks-1.0.0.tgz`);
  const tree = treeDigest(await unpackNpm(new Uint8Array(await answer.arrayBuffer())));
  const { predicate } = await statementAt(world.node.url, id);
  expect(predicate).toMatchObject({ scope: { kind: 'full', tree }, coverage: { complete: tree } });
});

test('everything that a script left out or misspelled is told at once', async () => {
  const world = await makeWorld();
  await makeKey(world);
  const bare = await world.cli('review', 'socks@1.0.0', '--accept');
  expect(bare.code).toBe(2);
  for (const flag of [
    '--full, or --base',
    '--criteria: safe-to-run',
    '--thoroughness: none',
    '--understanding',
  ]) {
    expect(bare.stderr).toContain(flag);
  }
  const levels = '--thoroughness hihg --understanding HIGH --criteria safe-to-rum'.split(' ');
  const scope = '--accept --yes --full --base 1.0.0'.split(' ');
  const wrong = await world.cli('review', 'socks@1.0.0', ...scope, ...levels, '--note', '');
  expect(wrong.code).toBe(2);
  for (const said of [
    'choose one',
    'did you mean safe-to-run?',
    'did you mean high?',
    '"HIGH" is none of',
    '--note',
  ]) {
    expect(wrong.stderr).toContain(said);
  }
});

test('without a terminal nobody is taken to have read anything', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const silent = await world.cli(
    'review',
    'socks@1.0.0',
    '--accept',
    '--full',
    ...levels,
    '--node',
    world.node.url,
  );
  expect(silent).toMatchObject({ code: 2, stdout: '' });
  expect(silent.stderr).toContain('--yes says that you read every file');
  const plain = await world.cli('review', 'socks@1.0.0', '--yes', '--node', world.node.url);
  expect(plain).toMatchObject({ code: 2, stdout: '' });
  expect(plain.stderr).toContain('--accept --full|--base VERSION');
});

test('bytes other than the lockfile pins are never reviewed', async () => {
  const world = await makeWorld();
  const locked = world.publish({ name: 'socks', version: '1.0.0', files: oldFiles });
  await world.lock(locked);
  world.publish({ name: 'socks', version: '1.0.0', files: newFiles });
  await makeKey(world);
  const ran = await world.cli('review', 'socks@1.0.0', '--full', ...accept, '--node', world.node.url);
  expect(ran).toMatchObject({ code: 4, stdout: '' });
  expect(ran.stderr).toContain('[artifact-mismatch]');
});

test('bytes other than the registry claims are never reviewed', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  world.registry.misbehave('artifact', 'socks', 'wrong-bytes');
  await makeKey(world);
  const ran = await world.cli('review', 'socks@1.0.0', '--full', ...accept, '--node', world.node.url);
  expect(ran).toMatchObject({ code: 4, stdout: '' });
  expect(ran.stderr).toContain('[artifact-mismatch]');
});

test('an archive that nobody can unpack alike is refused with its code', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0', tarball: makeTarGz({ '../../.bashrc': 'evil' }) });
  await makeKey(world);
  const ran = await world.cli('review', 'socks@1.0.0', '--full', ...accept, '--node', world.node.url);
  expect(ran.stdout).toBe('');
  expect(ran.code).toBe(4);
  expect(ran.stderr).toMatch(/socks 1\.0\.0 cannot be unpacked: .*\[archive-path-dots\]/);
});

test('a base is another version of the same package, with other files', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  world.publish({ name: 'socks', version: '1.0.1', tarball: makeTarGz({ 'package.json': '{}' }) });
  world.publish({ name: 'socks', version: '1.0.2', tarball: makeTarGz({ 'package.json': '{}' }) });
  await makeKey(world);
  const cases: [string, string][] = [
    ['1.0.2', 'twice'],
    ['other@1.0.0', 'no version of socks'],
    ['^1', '[release-malformed]'],
    ['1.0.1', '[change-empty]'],
    ['9.9.9', '[registry-not-found]'],
  ];
  for (const [base, said] of cases) {
    const ran = await world.cli('review', 'socks@1.0.2', '--base', base, ...accept, '--node', world.node.url);
    expect([base, ran.code, ran.stdout]).toEqual([base, 2, '']);
    expect(ran.stderr).toContain(said);
  }
});

test('one node that holds a review is enough; the others are named with the fix', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const second = await world.startNode();
  await second.close();
  const args = ['review', 'socks@1.0.0', '--full', ...accept];
  const one = await world.cli(...args, '--node', world.node.url, '--node', second.url);
  expect(one.code).toBe(0);
  expect(one.stdout).toMatch(/^held .*\nfailed .*ECONNREFUSED.*\[node-unreachable\]$/m);
  expect(one.stderr).toContain('--node URL');
  const none = await world.cli(...args, '--node', second.url);
  expect(none.code).toBe(4);
  expect(none.stderr).toContain('[nodes-too-few]');
  const nowhere = await world.cli(...args);
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toMatch(/--node http.*countersign init --node/s);
});
