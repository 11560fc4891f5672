import { artifactDigest, type ArtifactDigest, type StatementId } from '@countersign/shared/digest.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { SigningKey } from '@countersign/shared/signer/signer.ts';
import type { FlagPredicate, Severity } from '@countersign/shared/statement/flag.ts';
import { signStatement } from '@countersign/shared/statement/sign.ts';
import * as drafts from '@countersign/shared/statement/testing/drafts.ts';

/** The shared drafts, signed at the time of a node's tests; each purl has an artifact of its own. */

export const alice = drafts.reviewer(1);
export const bob = drafts.reviewer(2);

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
  const { purl = 'pkg:npm/example-socks@1.0.0', key = alice, summary = 'read it' } = wish;
  const digest = wish.digest ?? artifactDigest(bytesOf(purl));
  const fields = { date: wish.date ?? date, understanding: 'medium', summary } as const;
  return signStatement(drafts.fullReview(purl, digest, fields), key);
}

const numbered: Uint8Array[] = [];

/** As many reviews as asked for, all different, the same ones each time. */
export function reviews(count: number): Uint8Array[] {
  while (numbered.length < count) numbered.push(review({ summary: `number ${numbered.length}` }).entry);
  return numbered.slice(0, count);
}

export function flag(purl = 'pkg:npm/example-socks@1.0.0', severity: Severity = 'malicious', key = alice) {
  return signStatement(
    drafts.artifactFlag(purl, artifactDigest(bytesOf(purl)), { date, severity, summary: 'reads keys' }),
    key,
  );
}

/** With a summary and places of one's own. */
export function flagSaying(summary: string, evidence: FlagPredicate['evidence'] = []) {
  const purl = 'pkg:npm/example-socks@1.0.0';
  return signStatement(
    drafts.artifactFlag(purl, artifactDigest(bytesOf(purl)), { date, summary, evidence }),
    alice,
  );
}

export function rangeFlag(purl: string, range: string) {
  const fields = { date, severity: 'vulnerable', category: 'vulnerability', summary: 'weak' } as const;
  return signStatement(drafts.rangeFlag(purl, range, fields), alice);
}

export function retraction(id: StatementId, key = alice, at = date) {
  return signStatement(drafts.retraction(id, at), key);
}
