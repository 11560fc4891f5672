import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { openRegistry } from '@countersign/shared/registry/open.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { startFakeRegistry } from '../world/registry.ts';
import { commandLine, runChild } from '../world/run-cli.ts';
import { medians, type Subject } from './measure.ts';
import { rowOf, type Row } from './table.ts';

const name = 'typescript';
const [older, newer] = ['5.8.3', '5.9.3'] as const;

/** `diff` of two releases, from their tarballs on a registry on loopback, against git on the unpacked trees. */
export async function benchDiff(folder: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true });
  const upstream = await openRegistry('npm', { cwd: folder, env: process.env });
  const registry = await startFakeRegistry();
  try {
    for (const version of [older, newer]) {
      const { bytes } = await upstream.fetchArtifact(npmPurl(name, version));
      registry.publish({ name, version, tarball: bytes });
      await mkdir(join(folder, version));
      execFileSync('tar', ['-xz', '--strip-components=1', '-C', join(folder, version)], { input: bytes });
    }
    const env = {
      ...(process.env as Record<string, string>),
      COUNTERSIGN_HOME: join(folder, 'home'),
      npm_config_registry: `${registry.url}/`,
      npm_config_cache: join(folder, 'npm'),
    };
    const args = ['diff', `${name}@${older}`, newer];
    await compareFiles(folder, env, args);
    const ours: Subject = {
      name: 'countersign diff',
      command: [process.execPath, commandLine, ...args],
      cwd: folder,
      env,
      exitCodes: [0],
    };
    const git: Subject = {
      ...ours,
      name: 'git diff --no-index --text',
      command: ['git', 'diff', '--no-index', '--text', '--no-renames', older, newer],
      exitCodes: [1],
    };
    const [time = 0, gitTime = 0] = await medians([ours, git]);
    return [rowOf(`diff ${name} ${older} → ${newer}`, time, git.name, gitTime, 4)];
  } finally {
    await registry.close();
  }
}

/** Both show the same files as changed, or there is nothing to compare. */
async function compareFiles(
  folder: string,
  env: Record<string, string>,
  args: readonly string[],
): Promise<void> {
  const { code, stdout, stderr } = await runChild([...args, '--json'], { cwd: folder, env });
  if (code !== 0) throw new Error(stderr);
  const { entries } = JSON.parse(stdout) as { entries: { kind: string; path: string }[] };
  const ours = entries.map(({ kind, path }) => `${kind} ${path}`).toSorted();
  const listed = spawnSync(
    'git',
    ['diff', '--no-index', '--name-status', '-z', '--no-renames', older, newer],
    {
      cwd: folder,
      maxBuffer: 1 << 28,
    },
  );
  const words = listed.stdout.toString().split('\0').slice(0, -1);
  const theirs: string[] = [];
  for (let i = 0; i < words.length; i += 2)
    theirs.push(`${words[i]} ${words[i + 1]?.slice(older.length + 1)}`);
  theirs.sort();
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`the two show other files as changed:\n${ours.join('\n')}\n\n${theirs.join('\n')}`);
  }
  process.stderr.write(`${ours.length} files changed, the same for both\n`);
}
