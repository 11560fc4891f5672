import type { DigestSet, Sha256, Sha512 } from '@countersign/shared/digest.ts';

export interface LockedIntegrity {
  /** What the installer checks the bytes by; empty when that is nothing we compute. */
  readonly digests: DigestSet;
  readonly weak: readonly string[];
  readonly problem: 'integrity-malformed' | 'integrity-twofold' | null;
}

/** Weakest first, as npm's `ssri` ranks them: the installer checks by the strongest one only. */
const lengths = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
type Algorithm = keyof typeof lengths;
/** What nearly every entry has; 512 bits leave the last digit four choices. */
const usual = /^sha512-[A-Za-z0-9+/]{85}[AQgw]==$/;
const none: readonly string[] = [];

/**
 * A Subresource Integrity text as a lockfile has it: `sha512-<base64>`, several with spaces between.
 * Anything that npm would skip over, as an algorithm it does not know or base64 that cannot match, is malformed here.
 */
export function readLockedIntegrity(text: string): LockedIntegrity {
  if (usual.test(text)) {
    const sha512 = Buffer.from(text.slice(7), 'base64').toString('hex') as Sha512;
    return { digests: { sha512 }, weak: none, problem: null };
  }
  const digests = new Map<Algorithm, string>();
  let problem: LockedIntegrity['problem'] = null;
  for (const part of text.split(' ')) {
    if (part === '') continue;
    const algorithm = part.slice(0, part.indexOf('-'));
    const digest = isAlgorithm(algorithm) ? readDigest(algorithm, part.slice(algorithm.length + 1)) : null;
    if (digest === null) return { digests: {}, weak: [], problem: 'integrity-malformed' };
    if (digests.has(algorithm as Algorithm)) problem = 'integrity-twofold';
    digests.set(algorithm as Algorithm, digest);
  }
  if (digests.size === 0) problem = 'integrity-malformed';
  return { digests: problem === null ? checkedDigests(digests) : {}, weak: weakOf(digests), problem };
}

function checkedDigests(digests: ReadonlyMap<Algorithm, string>): DigestSet {
  const sha256 = digests.get('sha256') as Sha256 | undefined;
  const sha512 = digests.get('sha512') as Sha512 | undefined;
  // With a stronger one beside it, npm never looks at the sha256, which may be another artifact's.
  if (sha512 !== undefined) return { sha512 };
  return sha256 === undefined || digests.has('sha384') ? {} : { sha256 };
}

function weakOf(digests: ReadonlyMap<Algorithm, string>): string[] {
  return [...digests.keys()].filter((algorithm) => algorithm !== 'sha256' && algorithm !== 'sha512');
}

function readDigest(algorithm: Algorithm, base64: string): string | null {
  if (base64.length !== Math.ceil(lengths[algorithm] / 3) * 4) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === lengths[algorithm] && bytes.toString('base64') === base64
    ? bytes.toString('hex')
    : null;
}

function isAlgorithm(text: string): text is Algorithm {
  return Object.hasOwn(lengths, text);
}
