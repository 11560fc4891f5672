import type { Context } from '../context.ts';
import { backlogOf } from '../project/backlog.ts';
import type { GateReport } from './gate-report.ts';
import { gateGithub } from './gate-github.ts';
import { gateJson } from './gate-json.ts';
import { printGateText } from './gate-text.ts';

/** The report in the format asked for. Only a person's report is worth fetching what there is to read. */
export async function printGateReport(context: Context, report: GateReport): Promise<void> {
  const { terminal, options } = context;
  switch (options.format) {
    case 'json':
      return terminal.document(gateJson(report));
    case 'github':
      return terminal.document(gateGithub(report));
    default: {
      const backlog = await backlogOf(
        context,
        report.result.releases,
        report.project.baseline.entries,
        report.registrySource,
      );
      return printGateText(terminal, report, backlog);
    }
  }
}
