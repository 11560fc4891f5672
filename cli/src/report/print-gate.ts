import type { Context } from '../context.ts';
import type { GateReport } from './gate-report.ts';
import { gateGithub } from './gate-github.ts';
import { gateJson } from './gate-json.ts';
import { printGateText } from './gate-text.ts';

/** The report in the format asked for. */
export function printGateReport({ terminal, options }: Context, report: GateReport): void {
  switch (options.format) {
    case 'json':
      return terminal.document(gateJson(report));
    case 'github':
      return terminal.document(gateGithub(report));
    default:
      return printGateText(terminal, report);
  }
}
