import {
  ErrorBody,
  PackageAnswer,
  PackageQuery,
  PackagesAnswer,
  PackagesQuery,
} from '@countersign/shared/api.ts';
import { formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { compareVersions } from '@countersign/shared/purl/version-order.ts';
import type { PublishedVersion } from '@countersign/shared/registry/registry.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';
import type { Store } from '../store/store.ts';
import { packagePurl, pageOf } from './queries.ts';

const failures = { '4xx': ErrorBody, '5xx': ErrorBody };

/** Releases that statements name although the registry does not have them. */
const maxUnlisted = 500;
/** Statements may say of one release that it is many artifacts. */
const maxArtifacts = 8;

/** What statements are about, and the versions of one package. */
export function packageRoutes(app: App, { store, versions }: Node): void {
  app.get(
    '/api/packages',
    { schema: { querystring: PackagesQuery, response: { 200: PackagesAnswer, ...failures } } },
    async ({ query }) => {
      const page = pageOf(query);
      const filter = query.text === undefined ? {} : { text: query.text };
      const found = await store.packages(filter, { ...page, limit: page.limit + 1 });
      const packages = found.slice(0, page.limit);
      const last = found.length > page.limit ? packages.at(-1) : undefined;
      return {
        packages: packages.map(({ purl, reviews, flags, latest }) => ({ purl, reviews, flags, latest })),
        next: last ? String(last.seq) : null,
      };
    },
  );

  app.get(
    '/api/package',
    { schema: { querystring: PackageQuery, response: { 200: PackageAnswer, ...failures } } },
    async ({ query }) => {
      const purl = packagePurl(query.purl);
      const published = await versions.of(purl);
      return {
        purl: query.purl,
        registry: published ? ('known' as const) : ('unavailable' as const),
        versions: await listVersions(purl, published ?? [], store),
      };
    },
  );
}

/** Those that the registry has, and those that only statements name; newest first. */
async function listVersions(
  packageOf: Purl,
  published: readonly PublishedVersion[],
  store: Store,
): Promise<PackageAnswer['versions']> {
  const purlOf = (version: string) => formatPurl({ ...packageOf, version });
  const listed = new Map(published.map((one) => [purlOf(one.version), one]));
  const named = await store.releases(formatPurl(packageOf), maxUnlisted);
  const unlisted = named.flatMap(({ purl }) =>
    listed.has(purl) ? [] : [[purl, unlistedVersion(purl)] as const],
  );
  const all = new Map([...listed, ...unlisted]);
  const purls = [...all.keys()];
  const counts = new Map((await store.releasesNamed(purls)).map((row) => [row.purl, row]));
  const artifacts = await store.artifactsOf(purls, maxArtifacts);
  return [...all]
    .toSorted(([, a], [, b]) => compareVersions(packageOf.type, b.version, a.version))
    .map(([purl, { version, published: at }]) => ({
      version,
      purl,
      published: at,
      artifacts: (artifacts.get(purl) ?? []).map(({ sha256, sha512 }) => ({ sha256, sha512 })),
      reviews: counts.get(purl)?.reviews ?? 0,
      flags: counts.get(purl)?.flags ?? 0,
    }));
}

function unlistedVersion(purl: string): PublishedVersion {
  return { version: parsePurl(purl).version ?? '', published: null };
}
