import type { Flags } from '../trust/flags.ts';
import type { Logged } from '../trust/logged.ts';
import type { Target } from '../trust/target.ts';
import type { Finding, Warning } from './verdict.ts';

function summaries(flags: readonly Logged<'flag'>[]): string {
  return [...new Set(flags.map((flag) => flag.statement.predicate.summary))].join('; ');
}

/** Step 3 of the verdict: what flags and unreadable statements on this artifact mean (docs/protocol.md, "Verdict"). */
export function flagFindings(target: Target, flags: Flags): { findings: Finding[]; warnings: Warning[] } {
  const found = flags.assess(target);
  const findings: Finding[] = [];
  const warnings: Warning[] = [];

  if (found.malicious.length > 0) {
    findings.push({
      code: found.maliciousCertain ? 'flag-malicious' : 'flag-malicious-single',
      message: `flagged malicious: ${summaries(found.malicious)}`,
      flags: found.malicious,
    });
  }
  if (found.suspicious.length > 0 && found.suspiciousCertain) {
    findings.push({
      code: 'flag-suspicious',
      message: `flagged suspicious: ${summaries(found.suspicious)}`,
      flags: found.suspicious,
    });
  }
  if (found.unknown.length > 0) {
    findings.push({
      code: 'statement-unknown',
      message: 'a statement about it is of a kind that this version cannot read: update countersign',
      unknown: found.unknown,
    });
  }
  const shown = [...(found.suspiciousCertain ? [] : found.suspicious), ...found.notes];
  if (shown.length > 0) {
    const severities = [...new Set(shown.map((flag) => flag.statement.predicate.severity))].join(', ');
    warnings.push({
      code: 'flag-noted',
      message: `flagged ${severities}: ${summaries(shown)}`,
      flags: shown,
    });
  }
  return { findings, warnings };
}
