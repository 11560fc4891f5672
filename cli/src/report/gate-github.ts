import { rankOf } from '@countersign/shared/gate/worst.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { visible } from '../terminal.ts';
import { warningsOf, type GateReport } from './gate-report.ts';
import { counted } from './sizes.ts';

// What GitHub shows of one step; more are dropped there without a word, so the summary counts them.
const annotationsShown = 10;

/**
 * GitHub's workflow commands: an annotation at the lockfile's line for each finding, worst first, then one with the
 * totals. A message is escaped as GitHub asks, so that no text of a package starts a command of its own.
 *
 *     ::error file=package-lock.json,line=12,title=INSUFFICIENT socks 2.8.5::0 of 2 parties for safe-to-run
 */
export function gateGithub(report: GateReport): string {
  const { result, edits, exitCode } = report;
  const errors: string[] = [];
  for (const { path, line, description } of edits) {
    errors.push(command('warning', { file: path, line, title: 'edits its own judge' }, description));
  }
  for (const { code, message } of result.runFindings) errors.push(command('error', { title: code }, message));
  const worstFirst = result.releases.toSorted((a, b) => rankOf(b.verdict) - rankOf(a.verdict));
  for (const { verdict, findings, release } of worstFirst) {
    if (verdict === 'allow' || verdict === 'waived') continue;
    const title = `${verdict.toUpperCase()} ${showRelease(release.target.purl)}`;
    const message = findings.map((finding) => finding.message).join('; ');
    errors.push(command('error', { file: release.entry.lockfile, line: release.line, title }, message));
  }
  const notes = warningsOf(report).map(({ message, lockfile, line }) =>
    command('warning', lockfile === undefined ? {} : { file: lockfile, line: line ?? 1 }, message),
  );
  const hidden = Math.max(0, errors.length - annotationsShown);
  const total = `${result.verdict}, exit ${exitCode}: ${counted(errors.length, 'finding')} in ${counted(result.releases.length, 'release')}`;
  const more = hidden > 0 ? `; GitHub shows the first ${annotationsShown}` : '';
  const level = exitCode === 0 ? 'notice' : 'error';
  return [command(level, { title: 'countersign gate' }, total + more), ...errors, ...notes].join('\n');
}

function command(level: string, properties: Record<string, string | number>, message: string): string {
  const list = Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${level}${list === '' ? '' : ` ${list}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
