import { execFileSync } from 'node:child_process';
import process from 'node:process';
import type { World } from './world.ts';

const quiet = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function git({ folder }: World, ...args: readonly string[]): string {
  const env = { ...process.env, ...quiet };
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@users.example',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { env, encoding: 'utf8' });
}

/** Makes the project's folder a repository whose branch `main` holds what lies there now. */
export function commitBase(world: World): void {
  git(world, 'init', '-q', '-b', 'main');
  git(world, 'add', '-A');
  git(world, 'commit', '-q', '-m', 'base');
  git(world, 'switch', '-q', '-c', 'update');
}

/** Commits what the change did, as a pull request would bring it. */
export function commitHead(world: World): void {
  git(world, 'add', '-A');
  git(world, 'commit', '-q', '--allow-empty', '-m', 'head');
}
