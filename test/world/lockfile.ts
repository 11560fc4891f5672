import { defaultRegistry } from '@countersign/shared/registry/default-registry.ts';
import type { Release } from './statements.ts';

/** Fields of a lockfile entry, as npm writes them; undefined leaves one out. */
export type EntryFields = Readonly<Record<string, unknown>>;

/** Where the ecosystem's own registry has a tarball. */
export function tarballUrl({ name, version }: Pick<Release, 'name' | 'version'>): string {
  return `${defaultRegistry}${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;
}

export function entryOf(release: Release, fields: EntryFields = {}): EntryFields {
  const { version, integrity } = release;
  return { version, resolved: tarballUrl(release), integrity, ...fields };
}

/** A package.json that asks for these releases, and no others. */
export function manifestFor(
  releases: readonly Pick<Release, 'name' | 'version'>[],
  fields: EntryFields = {},
): string {
  const dependencies = Object.fromEntries(releases.map(({ name, version }) => [name, `^${version}`]));
  return text({ name: 'app', version: '1.0.0', dependencies, ...fields });
}

/** `entries` by key (`node_modules/socks`); `dependencies` are those of the project itself. */
export function lockfileOf(
  dependencies: Readonly<Record<string, string>>,
  entries: Readonly<Record<string, EntryFields>>,
): string {
  const root = { name: 'app', version: '1.0.0', dependencies };
  return text({
    name: 'app',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...entries },
  });
}

/** The lockfile that npm would write for a project with these direct dependencies. */
export function lockfileFor(releases: readonly Release[]): string {
  return lockfileOf(
    Object.fromEntries(releases.map(({ name, version }) => [name, `^${version}`])),
    Object.fromEntries(releases.map((release) => [`node_modules/${release.name}`, entryOf(release)])),
  );
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
