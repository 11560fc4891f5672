import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { initialPolicy } from '@countersign/shared/policy/initial.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { lockfileFor, manifestFor } from '../world/lockfile.ts';
import { pinsOf } from '../world/node.ts';
import { commandLine } from '../world/run-cli.ts';
import { startServe } from '../world/serve-child.ts';
import { flag, purlOf, review, type Release, type Said } from '../world/statements.ts';
import { medians, timeOnce, type Subject } from './measure.ts';
import { cast, reviewsOf, trustOf, type Cast } from './seed.ts';
import { rowOf, type Row } from './table.ts';

const size = { releases: 1500, reviews: 45_000, trust: 5000 };

/** `gate` with a warm cache: nothing new, and with a few new statements under a new checkpoint before each run. */
export async function benchGate(folder: string): Promise<Row[]> {
  const now = Date.now();
  const project = join(folder, 'project');
  await mkdir(project, { recursive: true });
  const env = {
    ...(process.env as Record<string, string>),
    COUNTERSIGN_HOME: join(folder, 'home'),
    COUNTERSIGN_RATE: '1000000000',
  };
  const node = await startServe(join(folder, 'node'), env);
  try {
    const people = cast(size.releases);
    await seed(node.url, people, now);
    await writeProject(project, node.url, people);
    const bare: Subject = {
      name: 'node -e 0',
      command: [process.execPath, '-e', '0'],
      cwd: project,
      env,
      exitCodes: [0],
    };
    const gate: Subject = { ...bare, name: 'gate', command: [process.execPath, commandLine, 'gate'] };
    process.stderr.write(`first gate, which checks everything: ${Math.round(await timeOnce(gate))} ms\n`);
    let round = 0;
    const growing: Subject = { ...gate, before: () => post(node.url, news(people, round++, now)) };
    const [still = 0, bareStill = 0] = await medians([gate, bare]);
    const [grown = 0, bareGrown = 0] = await medians([growing, bare]);
    return [
      rowOf('gate, nothing changed', still, bare.name, bareStill, 4),
      rowOf('gate, a new checkpoint', grown, bare.name, bareGrown, 10),
    ];
  } finally {
    await node.stop();
  }
}

async function seed(url: string, people: Cast, now: number): Promise<void> {
  let batch: Said[] = [];
  let done = 0;
  const total = size.reviews + size.trust;
  const flush = async () => {
    await post(url, batch);
    done += batch.length;
    batch = [];
    process.stderr.write(`\rseeding the node: ${done} of ${total} statements`);
  };
  for (const statements of [reviewsOf(people, size.reviews, now), trustOf(people, size.trust, now)]) {
    for (const said of statements) {
      batch.push(said);
      if (batch.length === 1000) await flush();
    }
    await flush();
  }
  process.stderr.write('\n');
}

function news({ others, releases }: Cast, round: number, now: number): Said[] {
  const release = releases[round] as Release;
  const [first, second, third] = others.slice(round * 3);
  if (!first || !second || !third) throw new Error('the bench ran out of people');
  return [
    review(first, release, now, { summary: `news ${round}` }),
    review(second, release, now, { summary: `more news ${round}` }),
    flag(third, release, now, { severity: 'unmaintained', summary: `old news ${round}` }),
  ];
}

async function post(url: string, said: readonly Said[]): Promise<void> {
  if (said.length === 0) return;
  const body = Buffer.concat(said.flatMap(({ entry }) => [entry, Buffer.from('\n')]));
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${url}/api/statements`, { method: 'POST', headers, body });
  const refused = (await answer.text())
    .split('\n')
    .find((line) => line !== '' && !line.startsWith('{"status":201,'));
  if (refused !== undefined) throw new Error(`the node answered ${answer.status}: ${refused}`);
}

async function writeProject(project: string, url: string, { anchors, releases }: Cast): Promise<void> {
  const keys = (await (await fetch(`${url}/keys`)).json()) as Record<LogName | 'witness', string>;
  const { node, witness } = pinsOf({ url, keys, close: async () => {} }, 'local');
  const exempt = releases.filter((_, i) => i % 2 === 0);
  const files: Record<string, string> = {
    'package.json': manifestFor(releases),
    'package-lock.json': lockfileFor(releases),
    'countersign.jsonc': initialPolicy({
      anchors: anchors.map(({ id }, i) => ({ signer: id, name: `anchor-${i}` })),
      nodes: [node],
      witnesses: [witness],
      waivers: [],
    }),
    'countersign.baseline.json': formatBaseline({
      entries: exempt.map((release) => ({ release: purlOf(release), ...release.digest })),
    }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
}
