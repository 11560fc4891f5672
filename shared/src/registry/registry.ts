import type { ArtifactDigest, DigestSet, Sha256, Sha512 } from '../digest.ts';
import type { Purl } from '../purl/purl.ts';

/**
 * What an ecosystem's package registry is asked. Implementations are heavy: open one with `openRegistry` (open.ts),
 * and only in the command that needs it. Every failure is a CodedError:
 *
 *     registry-not-found  registry-denied  registry-failed  registry-unreachable  registry-timeout
 *     registry-truncated  registry-redirected  registry-malformed  registry-too-large  artifact-mismatch
 */
export interface Registry {
  /** The one release that `spec` (a name, a range, a tag, a purl) means now. */
  resolve(spec: string): Promise<ResolvedRelease>;
  /** Every version of a package, oldest first in the ecosystem's own version order (not by time). */
  versions(name: string): Promise<string[]>;
  /** The same, with when each was published, as the registry says. */
  history(name: string): Promise<PublishedVersion[]>;
  /**
   * The published bytes. They are checked against everything that the registry claims and against `expected` (what a
   * lockfile or a statement pins): `artifact-mismatch` where any digest differs.
   */
  fetchArtifact(release: Purl, expected?: DigestSet): Promise<FetchedArtifact>;
  /**
   * The accounts that published this version or maintained it then, as the registry's document says: sorted, each once.
   * Null means that the registry did not tell, never that there are none.
   */
  maintainers(release: Purl): Promise<string[] | null>;
}

export interface PublishedVersion {
  readonly version: string;
  /** UTC to the second, `2026-11-22T17:00:00Z`; null when the registry does not tell. */
  readonly published: string | null;
}

export interface ResolvedRelease extends RegistryClaims {
  readonly purl: Purl;
}

export interface FetchedArtifact {
  readonly bytes: Uint8Array;
  /** Hashed by us from these very bytes. */
  readonly digest: ArtifactDigest;
  /** As `maintainers`. */
  readonly publishers: string[] | null;
}

/** What the registry says of one release; nothing of it is proven. */
export interface RegistryClaims {
  readonly artifactUrl: string;
  readonly integrity: IntegrityClaims;
}

/** Lower-case hex; null where the registry claims none of that kind. */
export interface IntegrityClaims {
  readonly sha1: string | null;
  readonly sha256: Sha256 | null;
  readonly sha384: string | null;
  readonly sha512: Sha512 | null;
}
