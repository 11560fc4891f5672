import type { Lockfile, LockProblemCode } from '../lockfile.ts';
import { readNpmLockfile } from '../npm.ts';

/** For tests: a well-formed integrity, another one for every seed. */
export function integrityOf(seed: string): string {
  return `sha512-${Buffer.alloc(64, seed).toString('base64')}`;
}

/** For tests: an entry as npm writes it for a release from a registry. */
export function locked(
  name: string,
  version: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const bare = name.slice(name.indexOf('/') + 1);
  return {
    version,
    resolved: `https://registry.example/${name}/-/${bare}-${version}.tgz`,
    integrity: integrityOf(`${name}@${version}`),
    ...more,
  };
}

export interface Sample {
  /** The package.json; null: there is none. */
  readonly manifest?: Record<string, unknown> | null;
  readonly packages?: Record<string, unknown>;
  readonly dependencies?: Record<string, unknown>;
  readonly version?: number;
  /** package.json files of other folders. */
  readonly folders?: Record<string, Record<string, unknown>>;
  readonly folder?: string;
}

/** For tests: reads the lockfile of a project, of version 3 unless told. */
export function readSample({
  manifest = {},
  packages,
  dependencies,
  version = 3,
  folders = {},
  folder,
}: Sample): Lockfile {
  const root = { name: 'project', lockfileVersion: version, requires: true };
  const text = JSON.stringify(
    {
      ...root,
      ...(packages === undefined ? {} : { packages: { '': { name: 'project' }, ...packages } }),
      ...(dependencies === undefined ? {} : { dependencies }),
    },
    null,
    2,
  );
  const textOf = (inner: string) => (inner === '' ? manifest : (folders[inner] ?? null));
  return readNpmLockfile({
    path: 'package-lock.json',
    text,
    manifests: (inner) => (textOf(inner) === null ? null : JSON.stringify(textOf(inner))),
    ...(folder === undefined ? {} : { folder }),
  });
}

/** For tests: `code key` of every problem, but for the note that another registry than the default one is used. */
export function problemsOf(lockfile: Lockfile): string[] {
  const quiet: LockProblemCode = 'other-registry';
  return lockfile.problems.filter(({ code }) => code !== quiet).map(({ code, key }) => `${code} ${key}`);
}
