import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { initialPolicy, type InitialPolicy } from '@countersign/shared/policy/initial.ts';
import { reviewer } from '@countersign/shared/statement/testing/drafts.ts';
import { lockfileFor, manifestFor } from './lockfile.ts';
import { pinsOf, startWorldNode, type Clock, type Pinnable, type WorldNode } from './node.ts';
import { startFakeRegistry, type FakeRegistry, type NewRelease } from './registry.ts';
import { runChild, runHere, type Ran } from './run-cli.ts';
import { purlOf, type Release } from './statements.ts';

export const alice = reviewer(1);
export const bob = reviewer(2);
export const carol = reviewer(3);
export const mallory = reviewer(66);

export const noon = Date.parse('2026-11-22T12:00:00Z');
export const hour = 3_600_000;
export const day = 24 * hour;

interface PolicyWish extends Partial<Pick<InitialPolicy, 'anchors' | 'waivers'>> {
  /** Pinned in this order, as `local`, `second`, `third`; default: the world's own. */
  readonly nodes?: readonly Pinnable[];
  /** Replacements in the text of the policy, for what `init` would not write. */
  readonly edit?: (text: string) => string;
}

export interface World {
  readonly registry: FakeRegistry;
  readonly node: WorldNode;
  /** By which the gate judges; the node has its own. */
  readonly clock: Clock;
  /** The project's folder, and COUNTERSIGN_HOME. */
  readonly folder: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Closes with the world. */
  also(close: () => Promise<unknown>): void;
  /** One more honest node. */
  startNode(): Promise<WorldNode>;
  publish(release: NewRelease): Release;
  /** Writes files of the project, by their path in it. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** package.json and package-lock.json for these direct dependencies. */
  lock(...releases: readonly Release[]): Promise<void>;
  /** A policy with alice and bob as anchors (κ 2), and a baseline of `exempt`. */
  adopt(exempt: readonly Release[], policy?: PolicyWish): Promise<void>;
  /** Runs the command line in this process, by the world's clock. */
  cli(...args: readonly string[]): Promise<Ran>;
  /** Runs it as a process of its own, which goes by the machine's clock. */
  child(
    args: readonly string[],
    more?: { env?: Record<string, string>; cwd?: string; input?: string },
  ): Promise<Ran>;
}

/** Everything that a test of the whole needs; gone when the test ends. `now` is where its clocks begin. */
export async function makeWorld(now = noon): Promise<World> {
  const closing: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const close of closing.toReversed()) await close();
  });
  const base = await mkdtemp(join(tmpdir(), 'countersign-world-'));
  closing.push(() => rm(base, { recursive: true, force: true }));
  const [folder, home] = [join(base, 'project'), join(base, 'home')];
  await mkdir(folder);
  const registry = await startFakeRegistry();
  closing.push(() => registry.close());
  const clock = { now };
  const startNode = async () => {
    const node = await startWorldNode(clock.now, { registry });
    closing.push(() => node.close());
    return node;
  };
  const node = await startNode();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    COUNTERSIGN_HOME: home,
    npm_config_registry: `${registry.url}/`,
    npm_config_cache: join(base, 'npm'),
    GIT_CONFIG_GLOBAL: '/dev/null',
  };

  const write = async (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  return {
    registry,
    node,
    clock,
    folder,
    home,
    env,
    write,
    startNode,
    also: (close) => void closing.push(close),
    publish: (release) => ({ ...release, ...registry.publish(release) }),
    lock: (...releases) =>
      write({ 'package.json': manifestFor(releases), 'package-lock.json': lockfileFor(releases) }),
    adopt: (exempt, policy) => write(judgeFiles(exempt, { nodes: [node], ...policy })),
    cli: (...args) => runHere(args, { cwd: folder, env, now: () => clock.now }),
    child: (args, more = {}) => {
      const { cwd = folder, input } = more;
      return runChild(args, { cwd, env: { ...env, ...more.env }, ...(input === undefined ? {} : { input }) });
    },
  };
}

function judgeFiles(exempt: readonly Release[], wish: PolicyWish): Record<string, string> {
  const names = ['local', 'second', 'third'];
  const pins = (wish.nodes ?? []).map((node, i) => pinsOf(node, names[i] as string));
  const policy = initialPolicy({
    anchors: wish.anchors ?? [
      { signer: alice.id, name: 'alice' },
      { signer: bob.id, name: 'bob' },
    ],
    nodes: pins.map((pin) => pin.node),
    witnesses: pins.map((pin) => pin.witness),
    waivers: wish.waivers ?? [],
  });
  const entries = exempt.map((release) => ({ release: purlOf(release), ...release.digest }));
  return {
    'countersign.jsonc': wish.edit ? wish.edit(policy) : policy,
    'countersign.baseline.json': formatBaseline({ entries }),
  };
}
