import { hash } from 'node:crypto';
import { fromBase64 } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { artifactDigest, digestsMatch, type ArtifactDigest, type DigestSet } from '../digest.ts';
import { CodedError } from '../errors.ts';
import type { IntegrityClaims } from './registry.ts';

const lengths = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
type Algorithm = keyof typeof lengths;
const algorithms = Object.keys(lengths) as Algorithm[];

/**
 * What a packument's `dist` claims of the tarball: Subresource Integrity and npm's older hex SHA-1. Two digests of one
 * algorithm leave it open which one counts, so they throw `registry-malformed`, like anything else we do not know.
 *
 *     { "integrity": "sha512-v2kDE…Sg==", "shasum": "679591c564c3bffaae8454cf0b3df370c3d6911c" }
 */
export function readIntegrity(integrity: unknown, shasum: unknown): IntegrityClaims {
  const claims: Partial<Record<Algorithm, string>> = {};
  for (const part of readParts(integrity)) {
    const dash = part.indexOf('-');
    const algorithm = part.slice(0, dash);
    if (!isAlgorithm(algorithm)) throw malformed(integrity);
    claim(claims, algorithm, readDigest(part.slice(dash + 1), lengths[algorithm], integrity), integrity);
  }
  if (shasum !== undefined && shasum !== null) {
    if (typeof shasum !== 'string' || !/^[0-9a-f]{40}$/.test(shasum)) throw malformed(shasum);
    if (claims.sha1 !== shasum) claim(claims, 'sha1', shasum, shasum);
  }
  const of = (algorithm: Algorithm) => claims[algorithm] ?? null;
  return {
    sha1: of('sha1'),
    sha256: of('sha256'),
    sha384: of('sha384'),
    sha512: of('sha512'),
  } as IntegrityClaims;
}

/** True when a digest that nobody can collide is known beforehand, so that it does not matter who sends the bytes. */
export function isPinned(claims: IntegrityClaims, expected: DigestSet = {}): boolean {
  return [claims.sha256, claims.sha384, claims.sha512, expected.sha256, expected.sha512].some(Boolean);
}

/** Our own digests of `bytes`; throws `artifact-mismatch` when any claim or any expected digest differs from them. */
export function checkArtifact(
  bytes: Uint8Array,
  claims: IntegrityClaims,
  expected: DigestSet | undefined,
  name: string,
): ArtifactDigest {
  const digest = artifactDigest(bytes);
  const facts = { name, actual: digest, claimed: claims, expected: expected ?? null };
  for (const algorithm of algorithms) {
    const claimed = claims[algorithm];
    if (claimed === null) continue;
    const actual =
      algorithm === 'sha256' || algorithm === 'sha512' ? digest[algorithm] : hash(algorithm, bytes, 'hex');
    if (claimed !== actual) {
      throw new CodedError(
        'artifact-mismatch',
        `the bytes of ${name} are not those that its registry claims (${algorithm}); do not install it, and try again ` +
          'from another network',
        facts,
      );
    }
  }
  if (expected !== undefined && !digestsMatch(expected, digest)) {
    throw new CodedError(
      'artifact-mismatch',
      `the registry now has other bytes for ${name} than those pinned; do not install it, and find out who changed what`,
      facts,
    );
  }
  return digest;
}

function readParts(integrity: unknown): string[] {
  if (integrity === undefined || integrity === null) return [];
  if (typeof integrity !== 'string' || integrity.length > 1024) throw malformed(integrity);
  return integrity.split(' ').filter((part) => part !== '');
}

function readDigest(base64: string, length: number, whole: unknown): string {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(base64);
  } catch {
    throw malformed(whole);
  }
  if (bytes.length !== length) throw malformed(whole);
  return toHex(bytes);
}

function claim(
  claims: Partial<Record<Algorithm, string>>,
  algorithm: Algorithm,
  hex: string,
  whole: unknown,
): void {
  if (claims[algorithm] !== undefined) throw malformed(whole);
  claims[algorithm] = hex;
}

function isAlgorithm(text: string): text is Algorithm {
  return Object.hasOwn(lengths, text);
}

function malformed(value: unknown): CodedError {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : typeof value;
  return new CodedError('registry-malformed', `the registry's integrity cannot be read: ${shown}`);
}
