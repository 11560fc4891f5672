import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** The npm that the user runs, so that its configuration is found where that npm finds it. */
export interface UserNpm {
  /** Its package folder, which may hold a `npmrc` of its own (Homebrew, Debian). */
  readonly folder: string | null;
  readonly globalconfig: string | null;
  readonly userconfig: string | null;
}

const askFor = 10_000;

/**
 * Our own process may run on a Node that is pinned in node_modules, and npm derives its global folder from the Node that
 * runs it. So: inside a script of npm, what npm put into the environment; else npm itself is asked, once, with
 * node_modules/.bin taken out of its PATH; else nothing is known and the libraries' defaults hold.
 */
export async function locateUserNpm(env: Env, cwd: string): Promise<UserNpm> {
  const told = await folderOf(env.npm_execpath);
  if (hasSetting(env, 'globalconfig') || hasSetting(env, 'prefix')) {
    return { folder: told, globalconfig: null, userconfig: null };
  }
  const path = pathOf(env).filter((folder) => !isLocalBin(folder));
  const command = await findNpm(path);
  if (command === null) return { folder: told, globalconfig: null, userconfig: null };
  const folder = told ?? (await folderOf(command));
  const answer = await askNpm(command, { ...env, PATH: path.join(delimiter) }, cwd);
  return {
    folder,
    globalconfig: answer.get('globalconfig') ?? null,
    userconfig: answer.get('userconfig') ?? null,
  };
}

/** npm prints `globalconfig=/usr/etc/npmrc` and a line for each further name. */
function askNpm(command: string, env: Env, cwd: string): Promise<Map<string, string>> {
  const options = { env, cwd, timeout: askFor, shell: process.platform === 'win32' };
  return new Promise((resolve) => {
    execFile(command, ['config', 'get', 'globalconfig', 'userconfig'], options, (error, stdout) => {
      const lines = error === null ? stdout.split(/\r?\n/) : [];
      const pairs = lines.map((line) => /^([a-z]+)=(.+)$/.exec(line)).filter((match) => match !== null);
      resolve(new Map(pairs.map((match) => [match[1] as string, match[2] as string])));
    });
  });
}

async function findNpm(path: readonly string[]): Promise<string | null> {
  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  for (const folder of path) {
    const file = join(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return null;
}

/** `/usr/bin/npm` → `/usr/lib/node_modules/npm/bin/npm-cli.js` → `/usr/lib/node_modules/npm`; null for another tool. */
async function folderOf(command: string | undefined): Promise<string | null> {
  if (command === undefined) return null;
  const file = await realpath(command).catch(() => null);
  return file !== null && basename(file) === 'npm-cli.js' ? dirname(dirname(file)) : null;
}

function hasSetting(env: Env, name: string): boolean {
  return Object.entries(env).some(([key, value]) => key.toLowerCase() === `npm_config_${name}` && value);
}

function pathOf(env: Env): string[] {
  return (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
}

function isLocalBin(folder: string): boolean {
  return /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder);
}
