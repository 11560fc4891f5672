import type { StatementId } from '../digest.ts';

export type FindingVerdict = 'insufficient' | 'blocked' | 'quarantined' | 'undecidable';

interface FindingDefinition {
  readonly verdict: FindingVerdict;
  /**
   * How a waiver names it: `code` alone; code and `statement` (`flag-suspicious:<statement id>`), so that one more flag
   * is a new finding; or `never`.
   */
  readonly waiver: 'code' | 'statement' | 'never';
  /** For people, after "it": why there is no allow. */
  readonly says: string;
}

/** The closed set of findings (docs/protocol.md, "Verdict"). Warnings are no findings. */
export const findings = {
  'demand-unmet': { verdict: 'insufficient', waiver: 'code', says: 'falls short of what its rule demands' },
  'no-rule': { verdict: 'insufficient', waiver: 'code', says: 'is matched by no rule of the policy' },
  unpinned: { verdict: 'insufficient', waiver: 'code', says: 'is pinned by neither sha256 nor sha512' },
  'policy-edit': {
    verdict: 'insufficient',
    waiver: 'never',
    says: 'arrives in a change that edits its own judge',
  },
  'flag-malicious': { verdict: 'blocked', waiver: 'statement', says: 'is flagged malicious' },
  'flag-malicious-single': {
    verdict: 'quarantined',
    waiver: 'statement',
    says: 'is flagged malicious by one signer within reach',
  },
  'flag-suspicious': { verdict: 'quarantined', waiver: 'statement', says: 'is flagged suspicious' },
  'statement-unknown': {
    verdict: 'quarantined',
    waiver: 'statement',
    says: 'is the subject of a statement that this version cannot read: update countersign',
  },
  'log-stale': { verdict: 'undecidable', waiver: 'never', says: 'cannot be judged on a trust log this old' },
  'log-incomplete': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'cannot be judged without the whole trust log',
  },
  'log-inconsistent': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'cannot be judged: a log contradicts itself',
  },
  'digest-ambiguous': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'has two digests of one algorithm in its lockfile entry',
  },
  'digest-mismatch': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'has bytes that do not match its digest',
  },
  'lockfile-mismatch': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'stands in a lockfile that does not satisfy its manifest',
  },
  'entry-contradicts': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'has a lockfile entry whose name and source disagree',
  },
  'file-outside': {
    verdict: 'undecidable',
    waiver: 'never',
    says: 'is a file or folder outside the project',
  },
} as const satisfies Record<string, FindingDefinition>;

export type FindingCode = keyof typeof findings;

export const findingCodes = Object.keys(findings) as readonly FindingCode[];

export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(findings, text);
}

/** What a waiver must say to cover a finding: `demand-unmet`, `flag-suspicious:<64 hex digits>`. */
export type FindingName = FindingCode | `${FindingCode}:${StatementId}`;

/** The name of a finding; `statement` is the flag or unknown statement behind it. */
export function findingName(code: FindingCode, statement?: StatementId): FindingName {
  return findings[code].waiver === 'statement' && statement !== undefined ? `${code}:${statement}` : code;
}
