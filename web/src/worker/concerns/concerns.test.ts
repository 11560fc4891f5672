import { expect, test } from 'vitest';
import type { Files } from '../testing/served.ts';
import { openPackages } from '../testing/opened.ts';

/** The concerns of one file, a line each. */
async function concernsOf(path: string, base: Files | null, target: Files): Promise<string[]> {
  const { file } = await openPackages(base, target);
  return file(path).concerns.map(({ concern, text }) => `${concern}: ${text}`);
}

const json = JSON.stringify;
const about = (before: object, after: object, files: Record<string, string> = {}) =>
  concernsOf(
    'package.json',
    { 'package.json': json(before), ...files },
    { 'package.json': json(after), ...files },
  );

test('what runs at installation is told first, with what it was', async () => {
  const before = { scripts: { postinstall: 'node a.js', test: 'x', gone: 'y', install: 'same' } };
  const after = {
    scripts: { test: 'z', build: 'b', postinstall: 'node b.js', preinstall: 'sh c.sh', install: 'same' },
  };
  expect(await about(before, after)).toEqual([
    'install-script: runs at installation: `node b.js`; it was `node a.js`',
    'install-script: runs at installation: `sh c.sh` (new)',
    'install-script: runs at installation: `same` (as before)',
    'manifest-scripts: changes the script `test` to `z`; it was `x`',
    'manifest-scripts: adds the script `build`: `b`',
    'manifest-scripts: takes out the script `gone`',
  ]);
});

test('an installation script whose file alone changed is told at that file', async () => {
  const manifest = json({ scripts: { install: 'node ./scripts/setup && sh -c "./x.sh"' } });
  const side = (text: string) => ({
    'package.json': manifest,
    'scripts/setup.js': text,
    'x.sh': text,
    'y.js': text,
  });
  const { file, reading } = await openPackages(side('a'), side('b'));
  for (const path of ['scripts/setup.js', 'x.sh'])
    expect(file(path).concerns[0]?.concern).toBe('install-script');
  expect(file('y.js').concerns).toEqual([]);
  expect(reading.files).toHaveLength(3);
});

test('binding.gyp is a script that runs at installation, though nothing names it', async () => {
  expect(await concernsOf('binding.gyp', null, { 'binding.gyp': '{}' })).toEqual([
    'install-script: makes npm compile and run what it says at installation',
  ]);
});

test('entry points are told in package.json and at the files that they name', async () => {
  const before = { main: 'a.js', exports: { '.': { import: './m.mjs' } } };
  const after = {
    main: './b',
    exports: { '.': { import: './m.mjs', node: ['./n.js'] } },
    bin: { x: 'cli.js' },
  };
  expect(await about(before, after)).toEqual([
    'entry-point: names `./b` in `main`; it was `a.js`',
    'entry-point: names `cli.js` in `bin`',
    'entry-point: names `./n.js` in `exports`',
  ]);
  const files = { 'package.json': json(after), 'b/index.js': '', 'n.js': '', 'cli.js': '', 'other.js': '' };
  expect(await concernsOf('b/index.js', null, files)).toEqual([
    'entry-point: is what `main` of package.json names',
  ]);
  expect(await concernsOf('n.js', null, files)).toEqual([
    'entry-point: is what `exports` of package.json names',
  ]);
  expect(await concernsOf('cli.js', null, files)).toEqual([
    'entry-point: is what `bin` of package.json names',
    'executable: is executable',
  ]);
  expect(await concernsOf('other.js', null, files)).toEqual([]);
  expect(await concernsOf('index.js', null, { 'package.json': '{}', 'index.js': '' })).toHaveLength(1);
});

test('new and changed dependencies of every kind are told', async () => {
  const before = { dependencies: { a: '^1', b: '^1' }, optionalDependencies: { o: '1' } };
  const after = {
    dependencies: { a: '^2', b: '^1', c: 'git+ssh://x' },
    optionalDependencies: { o: '1', p: '2' },
    peerDependencies: { q: '*' },
    bundleDependencies: ['c'],
    devDependencies: { d: '1' },
  };
  expect(await about(before, after)).toEqual([
    'new-dependency: takes the dependency `a` at `^2`; it was at `^1`',
    'new-dependency: adds the dependency `c` at `git+ssh://x`',
    'new-dependency: adds the optional dependency `p` at `2`',
    'new-dependency: adds the peer dependency `q` at `*`',
    'new-dependency: adds the dependency that is packed along `c`',
  ]);
  expect(await concernsOf('npm-shrinkwrap.json', null, { 'npm-shrinkwrap.json': '{}' })).toHaveLength(1);
  const inner = 'node_modules/x/package.json';
  expect(await concernsOf(inner, null, { [inner]: '{}' })).toHaveLength(1);
});

test('what a file is made of is told: archives, programs, links, minified code, hidden characters', async () => {
  const files: Files = [
    { path: 'p/a.txt', content: Uint8Array.of(0x1f, 0x8b, 8, 0) },
    { path: 'p/b.zip', content: 'text' },
    { path: 'p/c', content: `\u007fELF\0` },
    { path: 'p/d', typeflag: '2', target: '../../etc/passwd' },
    { path: 'p/e.js', content: 'x();'.repeat(2000) },
    { path: 'p/f.js', content: 'if (a\u202e) b;\n\u200b' },
    { path: 'p/README.md', content: 'One long paragraph. '.repeat(2000) },
  ];
  const { reading } = await openPackages(null, files);
  const told = Object.fromEntries(
    reading.files.map(({ path, concerns }) => [
      path,
      concerns.map(({ concern, text }) => `${concern}: ${text}`),
    ]),
  );
  expect(told).toMatchObject({
    'README.md': [],
    'a.txt': ['binary: is not text, but a gzip file', 'archive-inside: is a gzip file'],
    'b.zip': ['archive-inside: is an archive by its name'],
    c: ['binary: is not text, but a program in machine code (ELF)'],
    d: ['link: is a symbolic link to `../../etc/passwd`, outside of the package'],
    'e.js': ['minified: is in lines too long for people, as a minifier leaves them'],
  });
  expect(told['f.js']?.[0]).toMatch(
    /^hidden-characters: has 2 characters that hide: U\+202E \(.+\), U\+200B \(.+\)$/,
  );
});

test('hidden characters that were there before are not told again, one more is', async () => {
  const line = 'const a = "\u202e";\n';
  expect(await concernsOf('a.js', { 'a.js': `${line}x\n` }, { 'a.js': `${line}y\n` })).toEqual([]);
  const twice = await concernsOf('a.js', { 'a.js': line }, { 'a.js': `${line}${'z\n'.repeat(100)}${line}` });
  expect(twice).toHaveLength(1);
  expect(twice[0]).toContain('has a character that hides: U+202E');
});

test('archive findings stand at the file that they are about', async () => {
  const told = await concernsOf('lib/readme', null, { 'lib/README': '1', 'lib/readme': '2' });
  expect(told).toEqual(['archive-finding: is one with `lib/README` where capitals do not count']);
});

test('text of a package is cut within a sentence, and sentences are counted', async () => {
  const scripts = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`s${at}`, 'x'.repeat(1000)]));
  const told = await about({}, { scripts });
  expect(told.filter((line) => line.startsWith('manifest-scripts'))).toHaveLength(21);
  expect(told[0]).toContain('xxx…` (1000 characters)');
  expect(told[20]).toBe('manifest-scripts: and 30 more such');
});
