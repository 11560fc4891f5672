import type { NewRelease } from './registry.ts';

export interface StoredRelease extends NewRelease {
  readonly packageJson: object;
  readonly tarball: Uint8Array;
  readonly tarballUrl: string;
  readonly integrity: string | null;
  readonly shasum: string | null;
}

/**
 * The document of a package in npm's full form, or the short one that installers ask for
 * (github.com/npm/registry/blob/main/docs/responses/package-metadata.md).
 */
export function formatPackument(name: string, releases: readonly StoredRelease[], short: boolean): object {
  const tags = releases.map(({ tag = 'latest', version }) => [tag, version]);
  const versions = releases.map((release) => [
    release.version,
    { ...release.packageJson, dist: distOf(release), ...(short ? {} : peopleOf(release)) },
  ]);
  const document = { name, 'dist-tags': Object.fromEntries(tags), versions: Object.fromEntries(versions) };
  const times = releases.flatMap(({ version, published }) => (published ? [[version, published]] : []));
  return short ? document : { _id: name, ...document, time: Object.fromEntries(times) };
}

function distOf({ tarballUrl, integrity, shasum }: StoredRelease): object {
  return {
    tarball: tarballUrl,
    ...(integrity === null ? {} : { integrity }),
    ...(shasum === null ? {} : { shasum }),
  };
}

function peopleOf({ publisher, maintainers }: StoredRelease): object {
  const person = (account: string) => ({ name: account, email: `${account}@users.example` });
  return {
    ...(publisher === undefined ? {} : { _npmUser: person(publisher) }),
    ...(maintainers === undefined ? {} : { maintainers: maintainers.map(person) }),
  };
}
