import type { SignerId, SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import { signStatement, type Draft } from '@countersign/shared/statement/sign.ts';
import {
  artifactFlag,
  changeReview,
  digestsOf,
  fullReview,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import type { Demand } from '@countersign/shared/policy/rules.ts';
import type { ReleaseQuestion } from '../node-logs.ts';
import { readRelease } from '../read-release.ts';
import { Session } from '../session.ts';
import type { KeptLogs } from '../node-logs.ts';
import { now, type PaperSource } from './paper-source.ts';

/** A release that alice and bob read, for the tests of a lying node. */

export const [alice, bob, eve] = [reviewer(1), reviewer(2), reviewer(5)];
export const purl = 'pkg:npm/example@1.0.1';
export const base = { purl: 'pkg:npm/example@1.0.0', digest: digestsOf('1') };
export const target = { purl, digest: digestsOf('2') };
export const nothingKept: KeptLogs = { reviews: null, trust: null };
const demand: Demand = { criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' };

export function say<K extends Kind>(draft: Draft<K>, key: SigningKey) {
  const { entry, statement } = signStatement(draft, key);
  return { entry, id: statement.id };
}

export const byAlice = say(fullReview(purl, target.digest), alice);
export const byBob = say(changeReview(base, target), bob);
const baseByBob = say(fullReview(base.purl, base.digest), bob);
export const flagByAlice = say(artifactFlag(purl, target.digest), alice);
export const reviews = [byAlice.entry, baseByBob.entry, byBob.entry];

const anchorOf = (key: { id: SignerId }, name: string) => ({ signer: key.id, name });
const anchors = [anchorOf(alice, 'alice'), anchorOf(bob, 'bob')];

/** One look by a page that was just opened. */
export async function look(source: PaperSource, wish: Partial<ReleaseQuestion> = {}, kept = nothingKept) {
  return lookAgain(new Session(source, kept), wish);
}

export async function lookAgain(session: Session, wish: Partial<ReleaseQuestion> = {}, time = now) {
  const question = { purl, sha256: null, anchors, demand, ...wish };
  return readRelease(
    session,
    question,
    () => {},
    () => time,
  );
}
