import { findings } from '@countersign/shared/policy/findings.ts';
import { rankOf, verdicts } from '@countersign/shared/gate/worst.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { packageName, showRelease } from '@countersign/shared/purl/release.ts';
import type { Finding, ReleaseVerdict, Verdict } from '@countersign/shared/gate/verdict.ts';
import type { Reading } from '../project/backlog.ts';
import { span, type Span, type Terminal, type Tone } from '../terminal.ts';
import { warningsOf, type GateReport } from './gate-report.ts';
import { headline } from './headline.ts';
import type { Names } from './names.ts';
import { printNextSteps } from './next-steps.ts';
import { counted } from './sizes.ts';

/** A gate's report for a person: what is wrong, worst first, then what to do about it, the cheapest first. */
export function printGateText(terminal: Terminal, report: GateReport, backlog: readonly Reading[]): void {
  const { result, edits } = report;
  terminal.result(headline({ ...report, releases: result.releases.length }));
  if (edits.length > 0) {
    terminal.result();
    terminal.result(span('strong', '  This change edits its own judge (takes effect after merge):'));
    for (const { path, line, description } of edits) terminal.result(`    ${path}:${line}  ${description}`);
  }
  const wrong = groupAlike(
    result.releases.filter(({ verdict }) => verdict !== 'allow'),
    report,
    backlog,
  );
  if (wrong.length > 0 || result.runFindings.length > 0) terminal.result();
  for (const finding of result.runFindings) {
    terminal.result(['  ', label(findings[finding.code].verdict), finding.message]);
  }
  const width = Math.min(48, Math.max(0, ...wrong.map(({ name }) => name.length)));
  for (const { verdict, name, says } of wrong) {
    terminal.result(['  ', label(verdict), name.padEnd(width), '  ', says]);
  }
  terminal.result();
  terminal.result([span('strong', tally(report))]);
  for (const { message, lockfile, line } of warningsOf(report)) {
    terminal.warn(lockfile === undefined ? message : `${lockfile}:${line}: ${message}`);
  }
  printNextSteps(terminal, report, backlog);
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

/** One row a release; the many that fail for one reason of the log alone share a row. */
function groupAlike(
  verdicts: readonly ReleaseVerdict[],
  report: GateReport,
  backlog: readonly Reading[],
): Row[] {
  const readings = new Map(backlog.map((reading) => [formatPurl(reading.target.purl), reading]));
  const rows: Row[] = [];
  const byLog = Map.groupBy(verdicts, (verdict) => onlyLog(verdict));
  for (const [message, group] of byLog) {
    if (message === null || group.length === 1) continue;
    rows.push({ verdict: 'undecidable', name: `${group.length} releases`, says: message });
  }
  for (const verdict of verdicts) {
    const message = onlyLog(verdict);
    if (message !== null && (byLog.get(message)?.length ?? 0) > 1) continue;
    const { purl } = verdict.release.target;
    const reading = readings.get(formatPurl(purl)) ?? null;
    const name = reading?.base ? `${packageName(purl)} ${reading.base} → ${purl.version}` : showRelease(purl);
    rows.push({ verdict: verdict.verdict, name, says: says(verdict, reading, report.names) });
  }
  return rows.sort((a, b) => rankOf(b.verdict) - rankOf(a.verdict) || compare(a.name, b.name));
}

function onlyLog({ findings }: ReleaseVerdict): string | null {
  const [first] = findings;
  const logs = ['log-stale', 'log-incomplete', 'log-inconsistent'];
  return findings.length === 1 && first && logs.includes(first.code) ? first.message : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function says({ findings, waiver, release }: ReleaseVerdict, reading: Reading | null, names: Names): string {
  if (waiver) return `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`;
  const messages = findings.map((finding) => findingText(finding, names));
  if (reading) messages.push(readingText(reading));
  return `${messages.join('; ')}  ${release.entry.lockfile}:${release.line}`;
}

const places = 3;

/** `flagged malicious by alice (…), bob (…): reads ~/.ssh (lib/i.js:14)` */
function findingText({ message, flags = [] }: Finding, names: Names): string {
  if (flags.length === 0) return message;
  const who = new Set(flags.map(({ statement }) => names(statement.by)));
  const where = new Set(
    flags.flatMap(({ statement }) =>
      statement.predicate.evidence.map(({ path, lines }) => (lines ? `${path}:${lines[0]}` : path)),
    ),
  );
  const at = where.size > 0 ? ` (${[...where].slice(0, places).join(', ')})` : '';
  return `${message.replace(':', ` by ${[...who].join(', ')}:`)}${at}`;
}

/** `change +41 −12 in 3 files`, `new: 820 lines in 9 files` */
function readingText({ base, lines, publishers }: Reading): string {
  const by = publishers === null ? '' : `, published by ${publishers.join(', ')}`;
  if (lines === null) return base === null ? `new${by}` : `change${by}`;
  const files = counted(lines.files, 'file');
  if (base === null) return `new: ${counted(lines.added, 'line')} in ${files}${by}`;
  return `change +${lines.added} −${lines.removed} in ${files}${by}`;
}

function tally({ result }: GateReport): string {
  const counts = verdicts
    .toReversed()
    .map(
      (verdict) =>
        [verdict, result.releases.filter((release) => release.verdict === verdict).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict === 'allow' ? 'allowed' : verdict}`);
  return counts.join(', ');
}
