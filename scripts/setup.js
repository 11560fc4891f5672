// Sets a fresh machine up: packages, the command's bundle and, with --test as root on Debian, what the tests call. A quick
// no-op when nothing changed. Plain JavaScript without imports of ours, since it runs before there is anything, on any
// Node from 20 on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const marker = join(root, 'node_modules', '.countersign-setup.json');
const manifests = [
  'package-lock.json',
  'package.json',
  ...['shared', 'server', 'web', 'cli', 'test'].map((workspace) => `${workspace}/package.json`),
];

/** What the tests call that is no npm package: the command, and the Debian package that brings it. */
const testTools = [
  ['git', 'git'],
  ['ssh-keygen', 'openssh-client'],
  ['go', 'golang-go'],
  ['chromium', 'chromium'],
  ['xmllint', 'libxml2-utils'],
];

function fail(message) {
  process.stderr.write(`setup: ${message}\n`);
  process.exit(1);
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options }).status === 0;
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function sourcesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter(
      (path) =>
        /\.(tsx?|js|json|sql|css|html|svg)$/.test(path) &&
        !path.endsWith('.test.ts') &&
        statSync(join(root, path)).isFile(),
    )
    .sort();
}

function readMarker() {
  try {
    return JSON.parse(readFileSync(marker, 'utf8'));
  } catch {
    return {};
  }
}

function installPackages(wanted) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  process.stderr.write('setup: installing npm packages (once, about a minute)\n');
  // No package runs a script. `npm ci` refuses a lockfile when a registry lacks a package of another platform, where
  // `npm install` installs what it says; that it did is checked.
  const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!run('npm', args) && !run('npm', args)) fail('npm install failed; see above');
  if (readFileSync(join(root, 'package-lock.json'), 'utf8') !== lock)
    fail('npm install changed package-lock.json');
  writeFileSync(marker, JSON.stringify({ packages: wanted }));
}

function installTestTools() {
  const missing = testTools.filter(([command]) => spawnSync('which', [command]).status !== 0);
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name);
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    process.stderr.write(`setup: not here, so some tests are skipped: ${names.join(', ')}\n`);
    return;
  }
  process.stderr.write(`setup: installing Debian packages: ${names.join(', ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], { env });
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...names)) {
    process.stderr.write(
      'setup: some Debian packages could not be installed; the tests say what they skip\n',
    );
  }
}

/** The newest Node here that the project supports: the pinned one where there is one, else the one that runs this. */
function buildAll(wanted) {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  const node = existsSync(pinned) ? pinned : process.execPath;
  if (!run(node, ['scripts/build.ts'])) fail('the command line could not be built');
  if (!run(node, ['scripts/build-web.ts'])) fail('the pages could not be built');
  writeFileSync(marker, JSON.stringify({ ...readMarker(), built: wanted }));
}

const packages = hashOf(manifests);
if (readMarker().packages !== packages) installPackages(packages);
const built = hashOf([
  'scripts/build.ts',
  'scripts/build-web.ts',
  'web/index.html',
  'web/vite.config.ts',
  ...['shared/src', 'server/src', 'cli/src', 'web/src', 'web/public'].flatMap(sourcesOf),
]);
const isThere = ['cli/dist/main.js', 'web/dist/index.html'].every((path) => existsSync(join(root, path)));
if (readMarker().built !== built || !isThere) buildAll(built);
if (process.argv.includes('--test')) installTestTools();
