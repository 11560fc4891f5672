import { platform } from '#platform';
import { toHex } from './bytes/hex.ts';
import { toUtf8 } from './bytes/text.ts';

declare const kind: unique symbol;
type Hex<Kind extends string> = string & { readonly [kind]: Kind };

/** 64 lower-case hex digits: SHA-256 of an artifact, file or blob. */
export type Sha256 = Hex<'sha256'>;
/** 128 lower-case hex digits: SHA-512 of an artifact. */
export type Sha512 = Hex<'sha512'>;
/** 64 lower-case hex digits: SHA-256 of a tree's sorted lines (docs/protocol.md, "Trees"). */
export type TreeDigest = Hex<'tree'>;
/** 64 lower-case hex digits: SHA-256 of a change's sorted lines (docs/protocol.md, "Changes"). */
export type ChangeDigest = Hex<'change'>;
/** 64 lower-case hex digits: SHA-256 of a statement's DSSE PAE. */
export type StatementId = Hex<'statement'>;

/** Both digests of an artifact, as every statement carries them. */
export interface ArtifactDigest {
  readonly sha256: Sha256;
  readonly sha512: Sha512;
}

/** What a lockfile pins: one of the two digests, or both. */
export type DigestSet = Partial<ArtifactDigest>;

export function sha256Hex(data: Uint8Array | string): Sha256 {
  return toHex(platform.sha256(typeof data === 'string' ? toUtf8(data) : data)) as Sha256;
}

export function sha512Hex(data: Uint8Array): Sha512 {
  return toHex(platform.sha512(data)) as Sha512;
}

export function artifactDigest(bytes: Uint8Array): ArtifactDigest {
  return { sha256: sha256Hex(bytes), sha512: sha512Hex(bytes) };
}

/** The same, in the platform's fastest way: for pages, where hashing 20 MB in the plain one takes a second. */
export async function digestArtifact(bytes: Uint8Array): Promise<ArtifactDigest> {
  const [[sha256], [sha512]] = await Promise.all([
    platform.hashEach('sha256', [bytes]),
    platform.hashEach('sha512', [bytes]),
  ]);
  return { sha256: toHex(sha256 as Uint8Array) as Sha256, sha512: toHex(sha512 as Uint8Array) as Sha512 };
}

/** Two digest sets match when they share a digest and every shared one is equal. */
export function digestsMatch(a: DigestSet, b: DigestSet): boolean {
  const both256 = a.sha256 !== undefined && b.sha256 !== undefined;
  const both512 = a.sha512 !== undefined && b.sha512 !== undefined;
  if (!both256 && !both512) return false;
  return (!both256 || a.sha256 === b.sha256) && (!both512 || a.sha512 === b.sha512);
}

const hex256 = /^[0-9a-f]{64}$/;
const hex512 = /^[0-9a-f]{128}$/;

export function isSha256(text: string): text is Sha256 {
  return hex256.test(text);
}

export function isSha512(text: string): text is Sha512 {
  return hex512.test(text);
}

/** Whether bytes are named at all: a set without a digest matches nothing. */
export function isPinned(digests: DigestSet): boolean {
  return digests.sha256 !== undefined || digests.sha512 !== undefined;
}
