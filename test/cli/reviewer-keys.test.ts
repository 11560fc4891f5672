import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeWorld } from '../world/world.ts';

const signer = /^ed25519:[A-Za-z0-9_-]{43}\n$/;

test('a new key prints its signer alone, so that a script can take it', async () => {
  const world = await makeWorld();
  const made = await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  expect(made.code).toBe(0);
  expect(made.stdout).toMatch(signer);
  expect(made.stderr).toContain('not encrypted');
  const shown = await world.cli('key', 'show', 'alice');
  expect(shown).toEqual({ code: 0, stdout: made.stdout, stderr: '' });
  expect((await stat(join(world.home, 'keys', 'alice.json'))).mode & 0o777).toBe(0o600);
});

test('without a terminal a passphrase is never asked for, and the flags are named', async () => {
  const world = await makeWorld();
  const asked = await world.cli('key', 'new', '--name', 'alice');
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain('--passphrase-file FILE or --no-passphrase');
  expect((await world.cli('key', 'list')).stdout).toBe('');
});

test('a key is encrypted under the passphrase of a file, and signs only with it', async () => {
  const world = await makeWorld();
  const release = world.publish({ name: 'socks', version: '1.0.0' });
  await world.write({ secret: 'correct horse\n', wrong: 'battery staple\n' });
  const made = await world.cli('key', 'new', '--name', 'alice', '--passphrase-file', 'secret');
  expect(made.code).toBe(0);
  expect(made.stderr).toContain('encrypted');
  expect(await readFile(join(world.home, 'keys', 'alice.json'), 'utf8')).toContain('scrypt');
  const vouch = ['trust', 'vouch', `ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo`, '--role', 'review'];
  const send = [...vouch, '--yes', '--node', world.node.url];
  expect(release.version).toBe('1.0.0');
  expect((await world.cli(...send)).stderr).toContain('[prompt-impossible]');
  expect((await world.cli(...send, '--passphrase-file', 'wrong')).stderr).toContain('[passphrase-wrong]');
  expect((await world.cli(...send, '--passphrase-file', 'secret')).code).toBe(0);
});

test('an exported key comes back on another machine, under the same or another name', async () => {
  const world = await makeWorld();
  const { stdout: own } = await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  const exported = await world.cli('key', 'export', 'alice');
  expect(exported.stderr).toContain('can sign as you');
  await world.write({ 'alice.json': exported.stdout });
  expect((await world.cli('key', 'import', 'alice.json')).stderr).toContain('[key-exists]');
  const taken = await world.cli('key', 'import', 'alice.json', '--name', 'again');
  expect(taken).toMatchObject({ code: 0, stdout: own });
  const elsewhere = await world.child(['key', 'import', 'alice.json'], {
    env: { COUNTERSIGN_HOME: join(world.folder, 'elsewhere') },
  });
  expect(elsewhere).toMatchObject({ code: 0, stdout: own });
});

test('bad key arguments are usage errors that name the fix', async () => {
  const world = await makeWorld();
  await world.write({ 'no-key.json': '{}', long: 'x'.repeat(100_000) });
  const cases: [string[], string][] = [
    [['key', 'show', 'nobody'], 'countersign key list'],
    [['key', 'show', '../../etc/passwd'], '[key-name-malformed]'],
    [['key', 'new', '--name', 'UPPER', '--no-passphrase'], '[key-name-malformed]'],
    [['key', 'new', '--name', 'a', '--no-passphrase', '--passphrase-file', 'x'], 'choose one'],
    [['key', 'import', 'absent.json'], '[key-file-unreadable]'],
    [['key', 'import', '.'], '[key-file-unreadable]'],
    [['retract', 'f'.repeat(64), '--node', world.node.url], '[statement-not-found]'],
    [['trust', 'vouch', 'ed25519:x', '--role', 'review'], 'countersign key show'],
  ];
  for (const [args, said] of cases) {
    const ran = await world.cli(...args);
    expect([args, ran.code, ran.stdout]).toEqual([args, 2, '']);
    expect(ran.stderr).toContain(said);
  }
  for (const file of ['no-key.json', 'long']) {
    expect((await world.cli('key', 'import', file)).stderr).toContain('[key-file-malformed]');
  }
});

test('with several keys --key is needed, and the names are listed', async () => {
  const world = await makeWorld();
  const vouch = [
    'trust',
    'vouch',
    'ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    '--role',
    'review',
    '--yes',
  ];
  const send = [...vouch, '--node', world.node.url];
  expect((await world.cli(...send)).stderr).toContain('countersign key new --name NAME');
  for (const name of ['alice', 'bob']) await world.cli('key', 'new', '--name', name, '--no-passphrase');
  expect((await world.cli(...send)).stderr).toContain('--key takes one of: alice, bob');
  expect((await world.cli(...send, '--key', 'carol')).stderr).toContain('--key takes one of: alice, bob');
  expect((await world.cli(...send, '--key', 'bob')).code).toBe(0);
});

test('a key that others can read is listed as unusable and never signs', async () => {
  const world = await makeWorld();
  await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  const path = join(world.home, 'keys', 'alice.json');
  await chmod(path, 0o644);
  expect((await world.cli('key', 'list')).stdout).toContain('unusable');
  const used = await world.cli('key', 'show', 'alice');
  expect(used.code).toBe(2);
  expect(used.stderr).toContain('chmod 600');
  await chmod(path, 0o600);
  await writeFile(path, '{"version":1}');
  expect((await world.cli('key', 'list', '--json')).stdout).toContain('"problem": "key-file-malformed"');
});
