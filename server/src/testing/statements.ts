import { artifactDigest, sha256Hex, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { signerFromSeed, type SigningKey } from '@countersign/shared/signer/signer.ts';
import {
  artifactSubject,
  namedSubject,
  signStatement,
  statementSubject,
} from '@countersign/shared/statement/sign.ts';
import type { Severity } from '@countersign/shared/statement/flag.ts';
import type { StatementId } from '@countersign/shared/digest.ts';

/** Statements for tests: inert, by keys whose seeds are one byte over and over. */

export function keyOf(byte: number): SigningKey {
  return signerFromSeed(new Uint8Array(32).fill(byte));
}

export const alice = keyOf(1);
export const bob = keyOf(2);

/** When the tests of a node begin. */
export const noon = Date.parse('2026-11-22T12:00:00Z');
const date = '2026-11-22T12:00:00Z';

export function bytesOf(name: string): Uint8Array {
  return toUtf8(`the artifact of ${name}`);
}

export interface ReviewWish {
  readonly purl?: string;
  readonly digest?: ArtifactDigest;
  readonly key?: SigningKey;
  readonly date?: string;
  readonly summary?: string;
}

export function review(wish: ReviewWish = {}) {
  const purl = wish.purl ?? 'pkg:npm/example-socks@1.0.0';
  const tree = sha256Hex(`tree of ${purl}`);
  return signStatement(
    {
      kind: 'review',
      log: 'reviews',
      subject: artifactSubject(purl, wish.digest ?? artifactDigest(bytesOf(purl))),
      predicate: {
        date: wish.date ?? date,
        scope: { kind: 'full', tree },
        criteria: ['safe-to-run'],
        thoroughness: 'medium',
        understanding: 'medium',
        method: { kind: 'human' },
        coverage: { complete: tree },
        signals: { set: 0, acknowledged: [] },
        text: sha256Hex('affirmed'),
        summary: wish.summary ?? 'read it',
      },
    },
    wish.key ?? alice,
  );
}

const numbered: Uint8Array[] = [];

/** As many reviews as asked for, all different, the same ones each time. */
export function reviews(count: number): Uint8Array[] {
  while (numbered.length < count) numbered.push(review({ summary: `number ${numbered.length}` }).entry);
  return numbered.slice(0, count);
}

export function flag(purl = 'pkg:npm/example-socks@1.0.0', severity: Severity = 'malicious', key = alice) {
  return signStatement(
    {
      kind: 'flag',
      log: 'trust',
      subject: artifactSubject(purl, artifactDigest(bytesOf(purl))),
      predicate: { date, severity, category: 'exfiltration', summary: 'reads keys', evidence: [] },
    },
    key,
  );
}

export function rangeFlag(purl: string, range: string) {
  return signStatement(
    {
      kind: 'flag',
      log: 'trust',
      subject: namedSubject(purl),
      predicate: {
        date,
        severity: 'vulnerable',
        category: 'vulnerability',
        summary: 'weak',
        range,
        evidence: [],
      },
    },
    alice,
  );
}

export function retraction(id: StatementId, key = alice) {
  return signStatement(
    {
      kind: 'revocation',
      log: 'trust',
      subject: statementSubject(id),
      predicate: { date, action: 'retracted', since: 'always' },
    },
    key,
  );
}
