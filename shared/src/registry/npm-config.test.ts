import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadNpmConfig, anonymousConfig } from './npm-config.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'countersign-npm-config-'));
  for (const folder of ['home', 'project', 'bin', 'node_modules/.bin']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await writeFile(join(root, 'project/package.json'), '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (file: string, ...lines: string[]) => writeFile(join(root, file), lines.join('\n'));
const load = (env: Record<string, string> = {}, more: { projectNpmrc?: string | null } = {}) =>
  loadNpmConfig({ cwd: join(root, 'project'), env: { HOME: join(root, 'home'), PATH: '', ...env }, ...more });

/** A command named npm that answers `npm config get globalconfig userconfig`. */
async function addNpm(folder: string, globalconfig: string): Promise<void> {
  const file = join(root, folder, 'npm');
  await writeFile(file, `#!/bin/sh\necho 'globalconfig=${join(root, globalconfig)}'\n`);
  await chmod(file, 0o755);
}

test('registry, scopes, token and proxy come from user and project, the project first', async () => {
  await write(
    'home/.npmrc',
    'registry=https://user.example/',
    '//acme.example/:_authToken=s3cret',
    'https-proxy=http://proxy.example:3128/',
  );
  await write('project/.npmrc', 'registry=https://project.example/', '@acme:registry=https://acme.example/');
  expect(await load()).toMatchObject({
    registry: 'https://project.example/',
    '@acme:registry': 'https://acme.example/',
    '//acme.example/:_authToken': 's3cret',
    httpsProxy: 'http://proxy.example:3128/',
  });
});

test('the certificates of a cafile are read', async () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----';
  await write('ca.pem', certificate);
  await write('home/.npmrc', `cafile=${join(root, 'ca.pem')}`);
  expect((await load()).ca).toEqual([certificate]);
});

test('a token comes from the environment where .npmrc says so', async () => {
  await write('home/.npmrc', '//acme.example/:_authToken=${ACME_TOKEN}');
  expect(await load({ ACME_TOKEN: 's3cret' })).toMatchObject({ '//acme.example/:_authToken': 's3cret' });
});

test('inside a script of npm, the global file is the one that npm named', async () => {
  await write('global', 'registry=https://global.example/');
  await addNpm('bin', 'not-asked');
  const env = { npm_config_globalconfig: join(root, 'global'), PATH: join(root, 'bin') };
  expect((await load(env)).registry).toBe('https://global.example/');
});

test('else npm is asked, the one of the user and not the one beside a pinned Node', async () => {
  await write('global', 'registry=https://global.example/');
  await write('pinned', 'registry=https://pinned.example/');
  await addNpm('bin', 'global');
  await addNpm('node_modules/.bin', 'pinned');
  const path = [join(root, 'node_modules/.bin'), join(root, 'bin'), '/bin', '/usr/bin'].join(delimiter);
  expect((await load({ PATH: path })).registry).toBe('https://global.example/');
});

test('settings that an installed npm brings along count', async () => {
  const folder = join(root, 'lib/npm');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await write('lib/npm/bin/npm-cli.js', '');
  await write('lib/npm/npmrc', 'registry=https://builtin.example/');
  const env = { npm_execpath: join(folder, 'bin/npm-cli.js'), npm_config_prefix: root };
  expect((await load(env)).registry).toBe('https://builtin.example/');
});

test('without any npm the defaults hold', async () => {
  const config = await load();
  expect(new URL(config.registry as string).protocol).toBe('https:');
});

test('a .npmrc of the base revision takes the place of the one that the change brings', async () => {
  await write('home/.npmrc', '//user.example/:_authToken=s3cret');
  await write('project/.npmrc', 'registry=https://evil.example/');
  const base = await load({}, { projectNpmrc: 'registry=https://base.example/' });
  expect(base).toMatchObject({ registry: 'https://base.example/', '//user.example/:_authToken': 's3cret' });
  expect((await load({}, { projectNpmrc: null })).registry).not.toContain('evil');
});

test('a configuration that npm refuses is refused, and its token not shown', async () => {
  await write('home/.npmrc', '_authToken=s3cret');
  const error = (await load().catch((thrown: unknown) => thrown)) as Error;
  expect(error).toMatchObject({ code: 'npm-config-invalid' });
  expect(error.message).not.toContain('s3cret');
});

test('our own environment stays as it was', async () => {
  const before = { ...process.env };
  await write('home/.npmrc', 'omit=dev', 'user-agent=me');
  await load();
  expect({ ...process.env }).toEqual(before);
});

test('a node that fetches for others sends none of its credentials', async () => {
  await write(
    'home/.npmrc',
    'registry=https://me:hunter2@user.example/npm/',
    '@acme:registry=https://me:hunter3@inner.example/',
    '//user.example/:_authToken=s3cret',
    '//user.example/:certfile=/me.pem',
    'cert=CERTIFICATE',
    'key=PRIVATE',
  );
  const config = anonymousConfig(await load());
  expect(JSON.stringify(config)).not.toMatch(/s3cret|hunter[23]|inner|me\.pem|CERTIFICATE|PRIVATE/);
  expect(config.registry).toBe('https://user.example/npm/');
});
