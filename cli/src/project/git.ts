import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError } from '@countersign/shared/errors.ts';

const longestFile = 128 * 1024 * 1024;

function run(folder: string, args: readonly string[]): Buffer {
  // A hook of another repository leaves where that one lies; the folder says which is meant.
  const elsewhere = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_COMMON_DIR: undefined };
  const env = { ...process.env, ...elsewhere, GIT_OPTIONAL_LOCKS: '0' };
  // What a pull request can put into the work tree must not stand for the repository, nor configure it.
  const settings = ['-c', 'core.fsmonitor=', '-c', 'safe.bareRepository=explicit'];
  return execFileSync('git', ['-C', folder, '--no-replace-objects', ...settings, ...args], {
    env,
    maxBuffer: longestFile,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
}

function attempt(folder: string, args: readonly string[]): Buffer | null {
  try {
    return run(folder, args);
  } catch (cause) {
    const status = (cause as { status?: unknown }).status;
    if (typeof status === 'number') return null;
    throw new CodedError('git-failed', 'git could not be run; gate --base needs it', {}, { cause });
  }
}

/**
 * The top folder of the repository that holds `folder`, or null outside one. It is the nearest one with a `.git`, which no
 * commit can bring: git itself would take files of the work tree that look like a bare repository for one. A submodule is
 * brought by a commit too, with branches of its own: throws `git-failed` in one.
 */
export function repositoryRoot(folder: string): string | null {
  let top = folder;
  while (!existsSync(join(top, '.git'))) {
    if (dirname(top) === top) return null;
    top = dirname(top);
  }
  const shown = attempt(top, ['rev-parse', '--show-toplevel', '--show-superproject-working-tree']);
  const [root = '', superproject] = shown?.toString().replace(/\n$/, '').split('\n') ?? [];
  if (superproject !== undefined) {
    const message = `${root} is a submodule: whoever changes ${superproject} chooses what its branches are; check it out alone`;
    throw new CodedError('git-failed', message);
  }
  return root === '' ? null : root;
}

/** Files of one revision, by their path from the repository's root. */
export interface Revision {
  readonly commit: string;
  /** Null when the revision has no such file. */
  read(path: string): Uint8Array | null;
  /** Every path in the revision whose last part is `name`. */
  named(name: string): string[];
}

/** Throws `git-failed` when `revision` names no commit. */
export function openRevision(root: string, revision: string): Revision {
  const commit = attempt(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ])
    ?.toString()
    .trim();
  if (!commit || !/^[0-9a-f]{40,64}$/.test(commit)) {
    throw new CodedError(
      'git-failed',
      `no commit ${JSON.stringify(revision)} here; in CI, fetch the base branch first`,
    );
  }
  let paths: string[] | null = null;
  return {
    commit,
    read(path) {
      const kind = attempt(root, ['cat-file', '-t', `${commit}:${path}`])
        ?.toString()
        .trim();
      if (kind !== 'blob') return null;
      return attempt(root, ['cat-file', 'blob', `${commit}:${path}`]);
    },
    named(name) {
      paths ??= run(root, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit])
        .toString()
        .split('\0');
      return paths.filter((path) => path === name || path.endsWith(`/${name}`));
    },
  };
}
