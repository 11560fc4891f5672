import type { Context } from '../context.ts';
import { runGate, type GateOptions } from '../project/run-gate.ts';
import { printGateReport } from '../report/print-gate.ts';

/** `countersign gate`: a verdict for every release; what CI runs. */
export async function gate(context: Context, options: GateOptions): Promise<number> {
  const report = await runGate(context, options);
  await printGateReport(context, report);
  return report.exitCode;
}
