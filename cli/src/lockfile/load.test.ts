import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CodedError } from '@countersign/shared/errors.ts';
import { findings } from '@countersign/shared/policy/findings.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLockfiles, loadLockfile } from './load.ts';
import { findingOfProblem } from './lockfile.ts';
import { locked, problemsOf } from './testing/lockfile-sample.ts';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'lockfile-'));
  mkdirSync(join(top, '.git'));
});
afterEach(() => rmSync(top, { recursive: true }));

function write(path: string, content: unknown): string {
  const whole = join(top, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(
    whole,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return whole;
}

function lockfileOf(packages: Record<string, unknown> = {}): object {
  return { lockfileVersion: 3, packages: { '': {}, ...packages } };
}

function refusal(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}

test('the nearest lockfile above is the one that npm uses', () => {
  const path = write('package-lock.json', lockfileOf());
  mkdirSync(join(top, 'packages/w'), { recursive: true });
  expect(findLockfiles(join(top, 'packages/w'))).toStrictEqual([path]);
});

test('a lockfile in a workspace is a decoy: npm uses that of the project above, so both are taken', () => {
  const above = write('package-lock.json', lockfileOf());
  const decoy = write('packages/w/package-lock.json', lockfileOf());
  const cwd = join(top, 'packages/w');
  write('package.json', {});
  expect(findLockfiles(cwd)).toStrictEqual([decoy]);
  for (const manifest of [
    { workspaces: ['packages/*'] },
    { workspaces: { packages: ['x'] } },
    'no JSON',
    [],
  ]) {
    write('package.json', manifest);
    expect(findLockfiles(cwd)).toStrictEqual([decoy, above]);
  }
});

test('no lockfile: the message gives the advice of the caller, and nothing above the repository is taken', () => {
  const inner = join(top, 'inner');
  mkdirSync(join(inner, '.git'), { recursive: true });
  write('package-lock.json', lockfileOf());
  const { code, message } = refusal(() => findLockfiles(inner, '; call the shop'));
  expect(code).toBe('lockfile-not-found');
  expect(message).toMatch(/npm install writes one; call the shop$/);
});

test('an npm-shrinkwrap.json beside a package-lock.json wins, and both say so', () => {
  const other = write('package-lock.json', lockfileOf());
  const path = write('npm-shrinkwrap.json', lockfileOf());
  write('package.json', {});
  expect(findLockfiles(top)).toStrictEqual([path]);
  expect(loadLockfile(path).problems).toMatchObject([{ code: 'lockfile-shadows' }]);
  expect(loadLockfile(other).problems).toMatchObject([{ code: 'lockfile-shadowed' }]);
});

test('of two lockfiles, the one that npm reads is judged with a warning, the other one not at all', () => {
  expect(findingOfProblem['lockfile-shadows']).toBeNull();
  expect(findings[findingOfProblem['lockfile-shadowed']].verdict).toBe('undecidable');
});

test('an empty npm-shrinkwrap.json is none, as for npm', () => {
  const path = write('package-lock.json', lockfileOf());
  write('npm-shrinkwrap.json', '');
  write('package.json', {});
  expect(findLockfiles(top)).toStrictEqual([path]);
  expect(loadLockfile(path).problems).toStrictEqual([]);
});

test('package.json files are read beside the lockfile and in its workspaces', () => {
  write('package.json', { dependencies: { a: '^2.0.0' } });
  write('w/package.json', { dependencies: { a: '^3.0.0' } });
  const packages = {
    'node_modules/a': locked('a', '1.0.0'),
    'node_modules/w': { link: true, resolved: 'w' },
    w: {},
  };
  const path = write('package-lock.json', lockfileOf(packages));
  expect(problemsOf(loadLockfile(path))).toStrictEqual([
    'lockfile-mismatch node_modules/a',
    'lockfile-mismatch node_modules/a',
  ]);
});

test('a `file:` may go as far as the top of the repository', () => {
  write('apps/web/package.json', { dependencies: { a: 'file:../../a', b: 'file:../../../b' } });
  const packages = {
    '../../a': {},
    '../../../b': {},
    'node_modules/a': { link: true, resolved: '../../a' },
    'node_modules/b': { link: true, resolved: '../../../b' },
  };
  const path = write('apps/web/package-lock.json', lockfileOf(packages));
  expect(problemsOf(loadLockfile(path))).toStrictEqual([
    'outside-project ../../../b',
    'outside-project node_modules/b',
  ]);
});

test('a revision of git is read in place of the files', () => {
  const path = write('package-lock.json', 'nope');
  write('package.json', 'nope');
  const bytes = new TextEncoder().encode(
    JSON.stringify(lockfileOf({ 'node_modules/a': locked('a', '1.0.0') })),
  );
  const manifest = () => new TextEncoder().encode('{"dependencies":{"a":"1.0.0"}}');
  expect(loadLockfile(path, { bytes, manifest }).entries).toMatchObject([{ name: 'a' }]);
});

test.each([
  ['what is not there', 'gone.json', null, 'lockfile-not-found'],
  ['a folder', 'folder', 'folder', 'lockfile-unreadable'],
  ['a link to zeros without an end', 'endless', 'endless', 'lockfile-unreadable'],
  ['bytes that are no UTF-8', 'package-lock.json', new Uint8Array([0x7b, 0xff, 0x7d]), 'lockfile-unreadable'],
  ['half a file', 'package-lock.json', '{"lockfileVersion": 3,', 'lockfile-unreadable'],
])('%s is a usage error that names the path', (_, name, content, code) => {
  if (content === 'folder') mkdirSync(join(top, name));
  else if (content === 'endless') symlinkSync('/dev/zero', join(top, name));
  else if (content !== null) write(name, content);
  const refused = refusal(() => loadLockfile(join(top, name)));
  expect(refused.code).toBe(code);
  expect(refused.message).toContain(name);
});

test('a package.json that is there but cannot be read is no missing one', () => {
  mkdirSync(join(top, 'package.json'));
  const path = write('package-lock.json', lockfileOf());
  expect(problemsOf(loadLockfile(path))).toStrictEqual(['manifest-unreadable null']);
});
