import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { makeWorld } from '../world/world.ts';

/** Whatever a terminal would interpret or not show; line feeds are our own. */
const invisible = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Variation_Selector}]/u;

const hostile = {
  'a\u202esj.exe': 'x;\n',
  'b\u200b.js': 'y;\n',
  'evil.js':
    'a;\n\u001b]0;title\u0007\u001b[2J\u009b31m safe();\revil();\n/* \u202e*/\ttab\u2028line\u{e0041}\n',
  'latin.txt': Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x9b, 0x33, 0x31, 0x6d, 0x0a),
};

test('nothing that a package contains or calls its files is interpreted by the terminal', async () => {
  const world = await makeWorld();
  await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  world.publish({ name: 'socks', version: '1.0.0', tarball: makeTarGz({ 'package.json': '{}' }) });
  world.publish({
    name: 'socks',
    version: '1.0.1',
    tarball: makeTarGz({ 'package.json': '{}', ...hostile }),
  });
  const levels = ['--criteria', 'safe-to-run', '--thoroughness', 'low', '--understanding', 'low'];
  const runs = [
    await world.cli('diff', 'socks@1.0.0', '1.0.1'),
    await world.cli('diff', 'socks@1.0.0', '1.0.1', '--json'),
    await world.cli(
      'review',
      'socks@1.0.1',
      '--accept',
      '--full',
      '--yes',
      ...levels,
      '--node',
      world.node.url,
    ),
  ];
  for (const { code, stdout, stderr } of runs) {
    expect(code).toBe(0);
    expect(stdout).not.toMatch(invisible);
    expect(stderr).not.toMatch(invisible);
    expect(stderr).toContain('"a\\u{202e}sj.exe" has a character in its name that does not show');
  }
  expect(runs[0]?.stdout).toContain('+\\u{1b}]0;title\\u{7}\\u{1b}[2J\\u{9b}31m safe();\\u{d}evil();\n');
  expect(runs[0]?.stdout).toContain('+caf\\x{e9}\\x{9b}31m\n');
  expect(runs[1]?.stdout).toContain('"path": "a\\u202esj.exe"');
});

test('an archive that is odd in a thousand places does not flood the terminal', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  const odd = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`a\u200b${at}.js`, 'x;\n']));
  world.publish({ name: 'socks', version: '1.0.1', tarball: makeTarGz({ 'package.json': '{}', ...odd }) });
  const { stderr } = await world.cli('diff', 'socks@1.0.0', '1.0.1', '--json');
  expect(stderr.match(/does not show/g)).toHaveLength(20);
  expect(stderr).toContain('socks 1.0.1: and 980 more such findings');
});

test('evidence in a file with a hostile name is shown escaped and signed as it is', async () => {
  const world = await makeWorld();
  await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  world.publish({
    name: 'socks',
    version: '1.0.1',
    tarball: makeTarGz({ 'package.json': '{}', ...hostile }),
  });
  const flag = ['flag', 'socks@1.0.1', '--severity', 'malicious', '--category', 'obfuscation', '--yes'];
  const args = [...flag, '--summary', 'reversed name', '--node', world.node.url];
  const ran = await world.cli(...args, '--path', 'a\u202esj.exe');
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout + ran.stderr).not.toMatch(invisible);
  const near = await world.cli(...args, '--path', 'b.js');
  expect(near.code).toBe(2);
  expect(near.stderr).toContain('did you mean "b\\u{200b}.js"');
  expect(near.stderr).not.toMatch(invisible);
});

test('nothing that a node answers is interpreted by the terminal, in JSON neither', async () => {
  const world = await makeWorld();
  await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  world.publish({ name: 'socks', version: '1.0.0' });
  const said = JSON.stringify({ code: 'no\u202e', message: 'held\u009b2J\u202e' });
  const liar = createServer((_request, response) => response.writeHead(400).end(said)).listen(0, '127.0.0.1');
  world.also(async () => liar.close());
  await once(liar, 'listening');
  const node = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
  const flag = ['flag', 'socks@1.0.0', '--severity', 'malicious', '--category', 'other', '--yes'];
  for (const format of ['text', 'json']) {
    const ran = await world.cli(...flag, '--summary', 'odd', '--node', node, '--format', format);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toMatch(/u\{?202e/);
    expect(ran.stdout + ran.stderr).not.toMatch(invisible);
  }
});

test.each([
  ['an escape sequence', '\u001b[2Jsafe'],
  ['a second line', 'one\ntwo'],
  ['a carriage return', 'one\rtwo'],
  ['a bidi override', 'a\u202eb'],
  ['a zero-width blank', 'a\u200bb'],
  ['nothing', ''],
  ['201 characters', 'a'.repeat(201)],
])('a summary with %s never gets into a log', async (_name, summary) => {
  const world = await makeWorld();
  await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  world.publish({ name: 'socks', version: '1.0.0' });
  const flag = ['flag', 'socks@1.0.0', '--severity', 'malicious', '--category', 'other', '--yes'];
  const ran = await world.cli(...flag, '--summary', summary, '--node', world.node.url);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('--summary is one line');
  expect(ran.stderr).not.toMatch(invisible);
});
