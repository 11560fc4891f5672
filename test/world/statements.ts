import type { ArtifactDigest, StatementId } from '@countersign/shared/digest.ts';
import type { SignerId, SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Level } from '@countersign/shared/statement/levels.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import { signStatement, type Draft } from '@countersign/shared/statement/sign.ts';
import * as drafts from '@countersign/shared/statement/testing/drafts.ts';

/** The shared drafts, signed by the reviewers of the test world, on releases that its registry published. */

/** A release as a registry published it. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly digest: ArtifactDigest;
  /** As a lockfile writes it: `sha512-…`. */
  readonly integrity: string;
}

export interface Said {
  readonly entry: Uint8Array;
  readonly id: StatementId;
}

function said<K extends Kind>(draft: Draft<K>, key: SigningKey): Said {
  const { entry, statement } = signStatement(draft, key);
  return { entry, id: statement.id };
}

export function purlOf({ name, version }: Pick<Release, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** `2026-11-22T12:00:00Z`; `now` in milliseconds. */
function instant(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

export interface ReviewWish {
  /** Reads only the change since this release. */
  readonly base?: Release;
  readonly criteria?: readonly string[];
  readonly thoroughness?: Level;
  readonly summary?: string;
}

export function review(key: SigningKey, release: Release, now: number, wish: ReviewWish = {}): Said {
  const { base, criteria = ['safe-to-run'], thoroughness = 'medium', summary } = wish;
  const fields = {
    date: instant(now),
    criteria: [...criteria],
    thoroughness,
    understanding: 'medium' as const,
    ...(summary === undefined ? {} : { summary }),
  };
  const target = { purl: purlOf(release), digest: release.digest };
  const draft = base
    ? drafts.changeReview({ purl: purlOf(base), digest: base.digest }, target, fields)
    : drafts.fullReview(target.purl, target.digest, fields);
  return said(draft, key);
}

export type FlagWish = Partial<Pick<FlagPredicate, 'severity' | 'category' | 'summary' | 'evidence'>>;

export function flag(key: SigningKey, release: Release, now: number, wish: FlagWish = {}): Said {
  const fields = { category: 'exfiltration', summary: 'reads keys', ...wish, date: instant(now) } as const;
  return said(drafts.artifactFlag(purlOf(release), release.digest, fields), key);
}

export function vouch(
  key: SigningKey,
  signer: SignerId,
  now: number,
  role: 'review' | 'delegate' = 'review',
): Said {
  const expires = instant(now + 180 * 86_400_000);
  return said(drafts.vouchFor(signer, { date: instant(now), role, expires }), key);
}

export function retraction(key: SigningKey, id: StatementId, now: number): Said {
  return said(drafts.retraction(id, instant(now)), key);
}

export function profile(key: SigningKey, name: string, now: number): Said {
  return said(drafts.profileOf(key.id, { date: instant(now), name }), key);
}
