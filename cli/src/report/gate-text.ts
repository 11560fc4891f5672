import { showRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import type { ReleaseVerdict, Verdict } from '@countersign/shared/gate/verdict.ts';
import { span, type Span, type Terminal, type Tone } from '../terminal.ts';
import { ago } from './ages.ts';
import type { GateReport } from './gate-report.ts';

/** A gate's report for a person: what is wrong, worst first, then what to do about it, the cheapest first. */
export function printGateText(terminal: Terminal, report: GateReport): void {
  const { result, edits, warnings } = report;
  terminal.result(headline(report));
  if (edits.length > 0) {
    terminal.result();
    terminal.result(span('strong', '  This change edits its own judge (takes effect after merge):'));
    for (const { path, line, description } of edits) terminal.result(`    ${path}:${line}  ${description}`);
  }
  const wrong = groupAlike(result.releases.filter(({ verdict }) => verdict !== 'allow'));
  if (wrong.length > 0 || result.runFindings.length > 0) terminal.result();
  for (const finding of result.runFindings) {
    terminal.result(['  ', label(finding.code === 'policy-edit' ? 'insufficient' : 'undecidable'), finding.message]);
  }
  const width = Math.min(48, Math.max(0, ...wrong.map(({ name }) => name.length)));
  for (const { verdict, name, says } of wrong) {
    terminal.result(['  ', label(verdict), name.padEnd(width), '  ', says]);
  }
  terminal.result();
  terminal.result([span('strong', tally(report))]);
  for (const { message, lockfile, line } of warnings) {
    terminal.warn(lockfile === undefined ? message : `${lockfile}:${line}: ${message}`);
  }
  for (const release of result.releases) {
    for (const { code, message } of release.warnings) {
      if (code === 'flag-noted') terminal.warn(`${showRelease(release.release.target.purl)}: ${message}`);
    }
  }
  nextSteps(terminal, report);
}

function headline({ lockfiles, result, views, base, now }: GateReport): (string | Span)[] {
  const paths = lockfiles.map(({ path }) => path).join(', ');
  const seen = Math.max(...views.map((view) => view.seenAt ?? 0));
  const size = Math.max(...views.map((view) => view.size));
  return [
    span('strong', 'countersign gate'),
    `  ${paths}  ${result.releases.length} releases  trust log ${size.toLocaleString('en')} (${ago(seen || null, now)})`,
    base === null ? '' : `  judged by ${base}`,
  ];
}

const tones: Record<Verdict, Tone> = {
  allow: 'good',
  waived: 'quiet',
  insufficient: 'short',
  quarantined: 'bad',
  blocked: 'bad',
  undecidable: 'bad',
};

function label(verdict: Verdict): Span {
  return span(tones[verdict], verdict.toUpperCase().padEnd(14));
}

interface Row {
  readonly verdict: Verdict;
  readonly name: string;
  readonly says: string;
}

const order: readonly Verdict[] = ['undecidable', 'blocked', 'quarantined', 'insufficient', 'waived', 'allow'];

/** One row a release; the many that fail for one reason of the log alone share a row. */
function groupAlike(verdicts: readonly ReleaseVerdict[]): Row[] {
  const rows: Row[] = [];
  const byLog = Map.groupBy(verdicts, (verdict) => onlyLog(verdict));
  for (const [message, group] of byLog) {
    if (message === null || group.length === 1) continue;
    rows.push({ verdict: 'undecidable', name: `${group.length} releases`, says: message });
  }
  for (const verdict of verdicts) {
    const message = onlyLog(verdict);
    if (message !== null && (byLog.get(message)?.length ?? 0) > 1) continue;
    rows.push({ verdict: verdict.verdict, name: showRelease(verdict.release.target.purl), says: says(verdict) });
  }
  return rows.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || compare(a.name, b.name));
}

function onlyLog({ findings }: ReleaseVerdict): string | null {
  const [first] = findings;
  const logs = ['log-stale', 'log-incomplete', 'log-inconsistent'];
  return findings.length === 1 && first && logs.includes(first.code) ? first.message : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function says({ findings, waiver, release }: ReleaseVerdict): string {
  if (waiver) return `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`;
  const messages = findings.map((finding) => {
    const where = (finding.flags ?? []).flatMap(({ statement }) =>
      statement.predicate.evidence.map(({ path, lines }) => (lines ? `${path}:${lines[0]}` : path)),
    );
    return where.length > 0 ? `${finding.message} (${[...new Set(where)].slice(0, 3).join(', ')})` : finding.message;
  });
  return `${messages.join('; ')}  ${release.entry.lockfile}:${release.line}`;
}

function tally({ result }: GateReport): string {
  const counts = order
    .map((verdict) => [verdict, result.releases.filter((release) => release.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict === 'allow' ? 'allowed' : verdict}`);
  return counts.join(', ');
}

const suggestions = 8;

function nextSteps(terminal: Terminal, { result }: GateReport): void {
  const hints: string[] = [];
  const distinct = (code: string) => [
    ...new Map(
      result.releases
        .filter(({ verdict, findings }) => verdict !== 'waived' && findings.some((finding) => finding.code === code))
        .map((verdict) => [releaseArgument(verdict.release.target.purl), verdict]),
    ).keys(),
  ];
  const short = distinct('demand-unmet');
  for (const release of short.slice(0, suggestions)) hints.push(`countersign review ${release}`);
  if (short.length > suggestions) hints.push(`(and ${short.length - suggestions} more to review)`);
  const unpinned = distinct('unpinned');
  for (const release of unpinned.slice(0, suggestions)) {
    hints.push(`countersign waive ${release} --owner YOU --reason WHY --expires DATE`);
  }
  const refused = result.releases.find(({ verdict }) => verdict === 'blocked' || verdict === 'quarantined');
  const first = refused ?? result.releases.find(({ verdict }) => verdict === 'insufficient');
  if (first) hints.push(`countersign why ${releaseArgument(first.release.target.purl)}`);
  if (result.freshness.finding) hints.push('countersign sync');
  if (hints.length === 0) return;
  terminal.result();
  for (const hint of hints) terminal.result(`  ${hint}`);
}
