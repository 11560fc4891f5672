import type { StatementId } from '../digest.ts';

export type FindingVerdict = 'insufficient' | 'blocked' | 'quarantined' | 'undecidable';

interface FindingDefinition {
  readonly verdict: FindingVerdict;
  /**
   * How a waiver names it: `code` alone; code and `statement` (`flag-suspicious:<statement id>`), so that one more flag
   * is a new finding; or `never`.
   */
  readonly waiver: 'code' | 'statement' | 'never';
}

/** The closed set of findings (docs/protocol.md, "Verdict"). Warnings are no findings. */
export const findings = {
  'demand-unmet': { verdict: 'insufficient', waiver: 'code' },
  'no-rule': { verdict: 'insufficient', waiver: 'code' },
  unpinned: { verdict: 'insufficient', waiver: 'code' },
  'policy-edit': { verdict: 'insufficient', waiver: 'never' },
  'flag-malicious': { verdict: 'blocked', waiver: 'statement' },
  'flag-malicious-single': { verdict: 'quarantined', waiver: 'statement' },
  'flag-suspicious': { verdict: 'quarantined', waiver: 'statement' },
  'statement-unknown': { verdict: 'quarantined', waiver: 'statement' },
  'log-stale': { verdict: 'undecidable', waiver: 'never' },
  'log-incomplete': { verdict: 'undecidable', waiver: 'never' },
  'log-inconsistent': { verdict: 'undecidable', waiver: 'never' },
  'digest-ambiguous': { verdict: 'undecidable', waiver: 'never' },
  'lockfile-mismatch': { verdict: 'undecidable', waiver: 'never' },
  'entry-contradicts': { verdict: 'undecidable', waiver: 'never' },
  'file-outside': { verdict: 'undecidable', waiver: 'never' },
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
