import { randomBytes } from 'node:crypto';
import { artifactDigest, type StatementId } from '@countersign/shared/digest.ts';
import type { SigningKey } from '@countersign/shared/signer/signer.ts';
import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { flag, retraction, review, vouch, type Release, type Said } from '../world/statements.ts';

/** What the bench's logs hold: about 45,000 reviews, and 5,000 statements of the trust log. */

export interface Cast {
  readonly anchors: readonly [SigningKey, SigningKey];
  /** Whom nobody, or only a vouch, leads to. */
  readonly others: readonly SigningKey[];
  readonly releases: readonly Release[];
}

export function cast(releaseCount: number): Cast {
  const key = (): SigningKey => signerFromSeed(new Uint8Array(randomBytes(32)));
  const releases = Array.from({ length: releaseCount }, (_, i): Release => {
    const digest = artifactDigest(new TextEncoder().encode(`the bytes of package ${i}`));
    const integrity = `sha512-${Buffer.from(digest.sha512, 'hex').toString('base64')}`;
    return { name: `package-${i}`, version: `1.${i % 10}.0`, digest, integrity };
  });
  return { anchors: [key(), key()], others: Array.from({ length: 200 }, key), releases };
}

/** `count` reviews: both anchors' of every second release, and strangers' of all of them. */
export function* reviewsOf({ anchors, others, releases }: Cast, count: number, now: number): Generator<Said> {
  let made = 0;
  for (const release of releases.filter((_, i) => i % 2 === 1)) {
    for (const key of anchors) {
      yield review(key, release, now);
      made += 1;
    }
  }
  for (; made < count; made++) {
    const key = others[made % others.length] as SigningKey;
    yield review(key, releases[(made * 7) % releases.length] as Release, now, {
      summary: `reading number ${made}`,
    });
  }
}

/** `count` statements: a vouch for each of the others, then flags that only warn, every eighth of them taken back. */
export function* trustOf({ anchors, others, releases }: Cast, count: number, now: number): Generator<Said> {
  let made = 0;
  for (const other of others) {
    yield vouch(anchors[made % 2] as SigningKey, other.id, now);
    made += 1;
  }
  let last: { key: SigningKey; id: StatementId } | null = null;
  for (; made < count; made++) {
    if (made % 8 === 0 && last) {
      yield retraction(last.key, last.id, now);
      continue;
    }
    const key = others[made % others.length] as SigningKey;
    // Most of the world is not what one project locks.
    const release = { ...(releases[made % releases.length] as Release), version: '0.1.0' };
    if (made % 10 !== 0) release.name = `elsewhere-${made}`;
    const digest = artifactDigest(new TextEncoder().encode(`older bytes ${made}`));
    const said = flag(key, { ...release, digest }, now, {
      severity: 'vulnerable',
      summary: `weakness ${made}`,
    });
    last = { key, id: said.id };
    yield said;
  }
}
