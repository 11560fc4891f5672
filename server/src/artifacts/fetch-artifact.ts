import type { DigestSet } from '@countersign/shared/digest.ts';
import type { Purl } from '@countersign/shared/purl/purl.ts';
import { openRegistry } from '@countersign/shared/registry/open.ts';

export interface FetchLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** The published bytes of a release, which have the `expected` digests if any; a CodedError of the registry otherwise. */
export type FetchArtifact = (
  release: Purl,
  expected: DigestSet | undefined,
  limits: FetchLimits,
) => Promise<Uint8Array>;

/**
 * From the ecosystem's own registry and nowhere else: without the operator's credentials and without registries of
 * scopes, so that nobody reads a private package through a node. Which address that is, the node's configuration says,
 * never a statement.
 */
export const fetchFromRegistry: FetchArtifact = async (release, expected, limits) => {
  const registry = await openRegistry(release.type, {
    anonymous: true,
    projectNpmrc: null,
    limits: { artifactBytes: limits.maxBytes, totalMs: limits.timeoutMs },
  });
  return (await registry.fetchArtifact(release, expected)).bytes;
};
