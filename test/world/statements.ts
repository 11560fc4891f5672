import { sha256Hex, type ArtifactDigest, type StatementId } from '@countersign/shared/digest.ts';
import { signerFromSeed, type SignerId, type SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Level } from '@countersign/shared/statement/fragments.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import {
  artifactSubject,
  namedSubject,
  signStatement,
  statementSubject,
} from '@countersign/shared/statement/sign.ts';

/** Statements of the reviewers of the test world. They are true to form and say nothing of real packages. */

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

export function keyFromByte(byte: number): SigningKey {
  return signerFromSeed(new Uint8Array(32).fill(byte));
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
  const covered = sha256Hex(`what ${purlOf(release)} holds since ${base?.version ?? 'nothing'}`);
  const { entry, statement } = signStatement(
    {
      kind: 'review',
      log: 'reviews',
      subject: artifactSubject(purlOf(release), release.digest),
      predicate: {
        date: instant(now),
        scope: base
          ? { kind: 'change', base: { purl: purlOf(base), ...base.digest }, change: covered }
          : { kind: 'full', tree: covered },
        criteria: [...criteria],
        thoroughness,
        understanding: 'medium',
        method: { kind: 'human' },
        coverage: { complete: covered },
        signals: { set: 0, acknowledged: [] },
        text: sha256Hex('affirmed'),
        ...(summary === undefined ? {} : { summary }),
      },
    },
    key,
  );
  return { entry, id: statement.id };
}

export type FlagWish = Partial<Pick<FlagPredicate, 'severity' | 'category' | 'summary' | 'evidence'>>;

export function flag(key: SigningKey, release: Release, now: number, wish: FlagWish = {}): Said {
  const { severity = 'malicious', category = 'exfiltration', summary = 'reads keys', evidence = [] } = wish;
  const { entry, statement } = signStatement(
    {
      kind: 'flag',
      log: 'trust',
      subject: artifactSubject(purlOf(release), release.digest),
      predicate: { date: instant(now), severity, category, summary, evidence },
    },
    key,
  );
  return { entry, id: statement.id };
}

export function vouch(
  key: SigningKey,
  signer: SignerId,
  now: number,
  role: 'review' | 'delegate' = 'review',
): Said {
  const expires = instant(now + 180 * 86_400_000);
  const { entry, statement } = signStatement(
    {
      kind: 'vouch',
      log: 'trust',
      subject: namedSubject(signer),
      predicate: { date: instant(now), role, keyClass: 'local', labels: [], expires },
    },
    key,
  );
  return { entry, id: statement.id };
}

export function retraction(key: SigningKey, id: StatementId, now: number): Said {
  const { entry, statement } = signStatement(
    {
      kind: 'revocation',
      log: 'trust',
      subject: statementSubject(id),
      predicate: { date: instant(now), action: 'retracted', since: 'always' },
    },
    key,
  );
  return { entry, id: statement.id };
}

export function profile(key: SigningKey, name: string, now: number): Said {
  const { entry, statement } = signStatement(
    {
      kind: 'profile',
      log: 'trust',
      subject: namedSubject(key.id),
      predicate: { date: instant(now), name, labels: [], accounts: [] },
    },
    key,
  );
  return { entry, id: statement.id };
}
