import type { Purl } from '@countersign/shared/purl/purl.ts';
import { packageName } from '@countersign/shared/purl/release.ts';
import { openRegistry } from '@countersign/shared/registry/open.ts';
import type { PublishedVersion } from '@countersign/shared/registry/registry.ts';

/** Every version of a package that its registry has, oldest first; a CodedError of the registry otherwise. */
export type FetchVersions = (packagePurl: Purl) => Promise<readonly PublishedVersion[]>;

/** A visitor waits for it, and reading a large document holds up everybody else. */
const limits = { packumentBytes: 32 * 1024 * 1024, idleMs: 5000, totalMs: 10_000, retries: 0 };

/** As fetchFromRegistry: from the ecosystem's own registry, and without the operator's credentials. */
export const fetchVersionsFromRegistry: FetchVersions = async (packagePurl) => {
  const registry = await openRegistry(packagePurl.type, { anonymous: true, projectNpmrc: null, limits });
  return registry.history(packageName(packagePurl));
};
