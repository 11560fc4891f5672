import { CodedError } from '../errors.ts';
import type { SignerId } from '../signer/signer.ts';
import { checkDemands, policyFields } from './policy-shape.ts';
import type { Criteria } from './criteria.ts';
import { readDocument } from './document.ts';
import { MistakeList } from './mistakes.ts';
import type { Pins } from './pins.ts';
import type { Mirrors, Rule } from './rules.ts';
import { readFields } from './shape.ts';
import { refuseNewer } from './version.ts';
import type { Waiver } from './waiver-shape.ts';

/** A signer whom this policy trusts directly. */
export interface Anchor {
  readonly signer: SignerId;
  /** What the policy calls it. */
  readonly name: string;
  /** The owner's own key: it meets any κ and cannot be cut. */
  readonly final: boolean;
}

export interface Logs extends Pins {
  /** Seconds: how old the witnesses' word on a log may be. */
  readonly freshness: number;
  /** Seconds: for how much longer releases unchanged from the base are judged on an older log. */
  readonly grace: number;
}

/** `countersign.jsonc`, checked. */
export interface Policy {
  readonly anchors: readonly Anchor[];
  readonly logs: Logs;
  /** The first that matches decides. */
  readonly rules: readonly Rule[];
  readonly mirrors: Mirrors;
  readonly criteria: Criteria;
  readonly waivers: readonly Waiver[];
  /** D: how many vouches may lie between an anchor and a signer. */
  readonly depth: number;
  /** Whether an edit of the judge's files beside an update is the finding `policy-edit`, or only listed. */
  readonly edits: 'finding' | 'list';
}

export const policyVersion = 1;
const defaults = { depth: 3, freshness: 86_400, grace: 259_200 };
const dialect = { code: 'policy-invalid', comments: true, maxLength: 8_388_608 } as const;

/**
 * Throws `file-too-new`, or `policy-invalid` with every mistake (`details.mistakes`: Mistake[]). `name` is for messages.
 *
 *     {
 *       "version": 1,
 *       "anchors": [{ "signer": "ed25519:11qY…", "name": "alice", "final": true }],
 *       "logs": {
 *         "nodes": [{ "name": "local", "url": "http://localhost:4717", "reviews": "countersign/reviews/…", "trust": "…" }],
 *         "quorum": 1,
 *         "witnesses": [{ "name": "local", "vkey": "…" }],
 *         "witnessQuorum": 1,
 *         "freshness": "24h"
 *       },
 *       "rules": [{ "match": "*", "demands": [{ "criterion": "safe-to-run", "kappa": 2, "thoroughness": "low" }] }]
 *     }
 */
export function parsePolicy(text: string, name = 'countersign.jsonc'): Policy {
  const document = readDocument(name, text, dialect);
  refuseNewer(document, policyVersion);
  const mistakes = new MistakeList(document);
  const { required, optional } = policyFields;
  const { values } = readFields(document.root, [], mistakes, required, optional);
  checkDemands(values, document.root, mistakes);
  mistakes.throwIfAny('policy-invalid');
  const { anchors, logs, rules } = values;
  if (anchors === undefined || logs === undefined || rules === undefined)
    throw new CodedError('policy-invalid', name);
  return {
    anchors: anchors.map(({ final = false, ...anchor }) => ({ ...anchor, final })),
    logs: { ...logs, freshness: logs.freshness ?? defaults.freshness, grace: logs.grace ?? defaults.grace },
    rules,
    mirrors: values.mirrors ?? new Map(),
    criteria: values.criteria ?? new Map(),
    waivers: values.waivers ?? [],
    depth: values.depth ?? defaults.depth,
    edits: values.edits ?? 'finding',
  };
}
