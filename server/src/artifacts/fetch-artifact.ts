import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { Purl } from '@countersign/shared/purl/purl.ts';

export interface FetchLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** The published bytes of a release, which have the `expected` digests; a CodedError of the registry otherwise. */
export type FetchArtifact = (
  release: Purl,
  expected: ArtifactDigest,
  limits: FetchLimits,
) => Promise<Uint8Array>;

/**
 * From the ecosystem's own registry and nowhere else: without the operator's credentials and without registries of
 * scopes, so that nobody reads a private package through a node. Which address that is, the node's configuration says,
 * never a statement.
 */
export const fetchFromRegistry: FetchArtifact = async (release, expected, limits) => {
  if (release.type !== 'npm') {
    throw new CodedError(
      'registry-unsupported',
      `releases of type ${release.type} cannot be fetched; known: npm`,
    );
  }
  // npm's libraries are heavy, and most nodes' first artifact comes long after their start.
  const [{ createNpmRegistry }, { loadNpmConfig, withoutCredentials }] = await Promise.all([
    import('@countersign/shared/registry/npm.ts'),
    import('@countersign/shared/registry/npm-config.ts'),
  ]);
  const config = withoutCredentials(await loadNpmConfig({ projectNpmrc: null }));
  const unscoped = Object.fromEntries(Object.entries(config).filter(([key]) => !key.endsWith(':registry')));
  const registry = createNpmRegistry(unscoped, {
    limits: { artifactBytes: limits.maxBytes, totalMs: limits.timeoutMs },
  });
  return (await registry.fetchArtifact(release, expected)).bytes;
};
