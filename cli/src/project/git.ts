import { execFileSync } from 'node:child_process';
import { CodedError } from '@countersign/shared/errors.ts';

const longestFile = 128 * 1024 * 1024;

function run(folder: string, args: readonly string[]): Buffer {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  return execFileSync('git', ['-C', folder, '--no-replace-objects', '-c', 'core.fsmonitor=', ...args], {
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

/** The top folder of the repository that holds `folder`, or null outside one. */
export function repositoryRoot(folder: string): string | null {
  return attempt(folder, ['rev-parse', '--show-toplevel'])?.toString().replace(/\n$/, '') ?? null;
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
