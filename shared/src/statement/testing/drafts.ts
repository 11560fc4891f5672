import type { ArtifactDigest, Sha256, Sha512, StatementId, TreeDigest } from '../../digest.ts';
import { signerFromSeed, type SigningKey } from '../../signer/signer.ts';
import type { Predicates } from '../kinds.ts';
import { artifactSubject, namedSubject, statementSubject, type Draft } from '../sign.ts';

/** Drafts and keys for tests: right as they are, to be bent one field at a time. */

/** A reviewer's key, the same for the same number. */
export function reviewer(number: number): SigningKey {
  return signerFromSeed(new Uint8Array(32).fill(number));
}

/** Digests of an artifact that nobody has, the same for the same letter or digit. */
export function digestsOf(letter: string): ArtifactDigest {
  return { sha256: letter.repeat(64) as Sha256, sha512: letter.repeat(128) as Sha512 };
}

export const date = '2026-11-22T17:00:00Z';

type ReviewFields = Omit<Predicates['review'], 'by' | 'form'>;

export function fullReview(
  purl: string,
  digest: ArtifactDigest,
  fields: Partial<ReviewFields> = {},
): Draft<'review'> {
  const tree = 'a'.repeat(64) as TreeDigest;
  return {
    kind: 'review',
    log: 'reviews',
    subject: artifactSubject(purl, digest),
    predicate: {
      date,
      scope: { kind: 'full', tree },
      criteria: ['safe-to-run'],
      thoroughness: 'low',
      understanding: 'low',
      method: { kind: 'human' },
      coverage: { complete: tree },
      signals: { set: 0, acknowledged: [] },
      text: 'f'.repeat(64),
      ...fields,
    },
  };
}

export function changeReview(
  base: { purl: string; digest: ArtifactDigest },
  target: { purl: string; digest: ArtifactDigest },
  fields: Partial<ReviewFields> = {},
): Draft<'review'> {
  const change = 'c'.repeat(64);
  return fullReview(target.purl, target.digest, {
    scope: { kind: 'change', base: { purl: base.purl, ...base.digest }, change },
    coverage: { complete: change },
    ...fields,
  });
}

export function artifactFlag(
  purl: string,
  digest: ArtifactDigest,
  fields: Partial<Omit<Predicates['flag'], 'by' | 'form'>> = {},
): Draft<'flag'> {
  return {
    kind: 'flag',
    log: 'trust',
    subject: artifactSubject(purl, digest),
    predicate: {
      date,
      severity: 'malicious',
      category: 'backdoor',
      summary: 'reads ~/.ssh',
      evidence: [],
      ...fields,
    },
  };
}

export function rangeFlag(
  purl: string,
  range: string,
  fields: Partial<Omit<Predicates['flag'], 'by' | 'form'>> = {},
): Draft<'flag'> {
  const { predicate } = artifactFlag(purl, digestsOf('0'), { range, ...fields });
  return { kind: 'flag', log: 'trust', subject: namedSubject(purl), predicate };
}

export function vouchFor(
  signer: string,
  fields: Partial<Omit<Predicates['vouch'], 'by' | 'form'>> = {},
): Draft<'vouch'> {
  return {
    kind: 'vouch',
    log: 'trust',
    subject: namedSubject(signer),
    predicate: {
      date,
      role: 'review',
      keyClass: 'local',
      labels: [],
      expires: '2027-11-22T17:00:00Z',
      ...fields,
    },
  };
}

export function profileOf(
  signer: string,
  fields: Partial<Omit<Predicates['profile'], 'by' | 'form'>> = {},
): Draft<'profile'> {
  return {
    kind: 'profile',
    log: 'trust',
    subject: namedSubject(signer),
    predicate: { date, name: 'Alice', labels: [], accounts: [], ...fields },
  };
}

export function retraction(id: StatementId, at = date): Draft<'revocation'> {
  return {
    kind: 'revocation',
    log: 'trust',
    subject: statementSubject(id),
    predicate: { date: at, action: 'retracted', since: 'always' },
  };
}

export function compromise(signer: string, since: string): Draft<'revocation'> {
  return {
    kind: 'revocation',
    log: 'trust',
    subject: namedSubject(signer),
    predicate: { date, action: 'compromised', since },
  };
}

export function rotation(signer: string, since: string, successor: string): Draft<'revocation'> {
  return {
    kind: 'revocation',
    log: 'trust',
    subject: namedSubject(signer),
    predicate: { date, action: 'rotated', since, successor },
  };
}
