import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Config from '@npmcli/config';
import definitions from '@npmcli/config/lib/definitions/index.js';
import { CodedError } from '../errors.ts';
import { locateUserNpm, type Env } from './npm-locate.ts';

/** npm's options as its libraries take them: registry, `@scope:registry`, `//host/:_authToken`, proxy, ca, retry, … */
export type NpmConfig = Readonly<Record<string, unknown>>;

export interface NpmConfigSource {
  /** The project whose `.npmrc` counts; the working directory unless given. */
  readonly cwd?: string;
  readonly env?: Env;
  /** The text of a `.npmrc` to read in place of the project's own (the one of a base revision); null for none. */
  readonly projectNpmrc?: string | null;
}

/**
 * The user's own npm configuration, in npm's order: environment, project, user, global, built in. Credentials come from
 * nowhere else. Throws `npm-config-invalid`.
 */
export async function loadNpmConfig(source: NpmConfigSource = {}): Promise<NpmConfig> {
  const cwd = source.cwd ?? process.cwd();
  if (source.projectNpmrc === undefined) return readConfig(cwd, cwd, source.env ?? process.env);
  const folder = await mkdtemp(join(tmpdir(), 'countersign-npmrc-'));
  try {
    await writeFile(join(folder, 'package.json'), '{}');
    await writeFile(join(folder, '.npmrc'), source.projectNpmrc ?? '', { mode: 0o600 });
    return await readConfig(folder, cwd, source.env ?? process.env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * For a node that fetches for others: no token, password or client certificate of its operator is ever sent, and no
 * registry of a scope is asked, so that nobody reads a private package through the node.
 */
export function anonymousConfig(config: NpmConfig): NpmConfig {
  const kept = Object.entries(config).filter(([key]) => !key.startsWith('//') && !key.endsWith(':registry'));
  const registry = withoutUserinfo(config.registry);
  return { ...Object.fromEntries(kept), registry, cert: null, key: null, forceAuth: undefined };
}

async function readConfig(projectFolder: string, cwd: string, given: Env): Promise<NpmConfig> {
  const npm = await locateUserNpm(given, cwd);
  // A copy: the library writes into the environment that it is given.
  const env = { ...given };
  if (npm.globalconfig !== null) env.npm_config_globalconfig = npm.globalconfig;
  if (npm.userconfig !== null) env.npm_config_userconfig = npm.userconfig;
  const npmPath = npm.folder ?? dirname(fileURLToPath(import.meta.resolve('@npmcli/config')));
  const config = new Config({
    ...definitions,
    npmPath,
    argv: [],
    env,
    cwd: projectFolder,
    warn: false,
  });
  try {
    await config.load();
    config.validate();
    return restoringEnv(() => ({ ...config.flat }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError(
      'npm-config-invalid',
      `npm's configuration cannot be used: ${why}; see npm config list, or run npm config fix`,
      {},
      { cause },
    );
  }
}

/** Flattening sets these two for npm's own child processes. */
function restoringEnv<T>(work: () => T): T {
  const before = ['npm_config_user_agent', 'NODE_ENV'].map((name) => [name, process.env[name]] as const);
  try {
    return work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

function withoutUserinfo(registry: unknown): unknown {
  const url = typeof registry === 'string' ? URL.parse(registry) : null;
  if (url === null) return registry;
  url.username = '';
  url.password = '';
  return url.href;
}
