import { releaseArgument } from '@countersign/shared/purl/release.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import type { Reading } from '../project/backlog.ts';
import { span, type Terminal } from '../terminal.ts';
import type { GateReport } from './gate-report.ts';
import { counted } from './sizes.ts';

const suggestions = 8;

/** Commands to copy, the cheapest first, with what they cost; then the total backlog. */
export function printNextSteps(
  terminal: Terminal,
  { result }: GateReport,
  backlog: readonly Reading[],
): void {
  const steps: Step[] = backlog.slice(0, suggestions).map((reading, i) => ({
    command: `countersign review ${releaseArgument(reading.target.purl)}${reading.base ? ` --base ${reading.base}` : ''}`,
    costs: costText(reading, i === 0 && backlog.length > 1),
  }));
  if (backlog.length > 1) steps.push(totalOf(backlog));
  const unpinned = result.releases.filter(
    ({ verdict, findings }) => verdict === 'insufficient' && findings.some(({ code }) => code === 'unpinned'),
  );
  for (const release of new Set(unpinned.slice(0, suggestions).map(argumentOf))) {
    steps.push({
      command: `countersign waive ${release} --owner YOU --reason WHY --expires DATE`,
      costs: '',
    });
  }
  const refused = result.releases.find(({ verdict }) => verdict === 'blocked' || verdict === 'quarantined');
  const first = refused ?? result.releases.find(({ verdict }) => verdict === 'insufficient');
  if (first) steps.push({ command: `countersign why ${argumentOf(first)}`, costs: '' });
  if (result.freshness.finding) steps.push({ command: 'countersign sync', costs: '' });
  if (steps.length === 0) return;
  terminal.result();
  const width = Math.max(...steps.map(({ command }) => command.length));
  for (const { command, costs } of steps) {
    terminal.result(costs === '' ? `  ${command}` : [`  ${command.padEnd(width)}  `, span('quiet', costs)]);
  }
}

interface Step {
  readonly command: string;
  readonly costs: string;
}

function argumentOf({ release }: ReleaseVerdict): string {
  return releaseArgument(release.target.purl);
}

function costText({ lines }: Reading, smallest: boolean): string {
  if (lines === null) return '';
  return `${counted(lines.added + lines.removed, 'line')}${smallest ? ': smallest' : ''}`;
}

function totalOf(backlog: readonly Reading[]): Step {
  const known = backlog.flatMap(({ lines }) => (lines ? [lines.added + lines.removed] : []));
  const total = known.reduce((sum, lines) => sum + lines, 0);
  const unknown = backlog.length - known.length;
  const rest = unknown > 0 ? ` and ${unknown} not measured` : '';
  return {
    command: `${backlog.length} releases to review`,
    costs: `${counted(total, 'line')} in all${rest}`,
  };
}
