import { findingName, findings, type FindingName } from '../policy/findings.ts';
import type { Finding } from './verdict.ts';

/** What a waiver must name to cover a finding: its code, or for flags and unknown statements each one's id with it. */
export function namesOf(finding: Finding): FindingName[] {
  const statements = [...(finding.flags ?? []), ...(finding.unknown ?? [])];
  if (findings[finding.code].waiver !== 'statement' || statements.length === 0) return [finding.code];
  return statements.map(({ statement }) => findingName(finding.code, statement.id));
}
