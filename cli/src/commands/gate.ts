import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { isPlainRun, recallGreen } from '../project/last-green.ts';
import type { GateOptions } from '../project/run-gate.ts';
import { printGreen } from '../report/green-text.ts';

/** `countersign gate`: a verdict for every release; what CI runs. Where nothing changed since all passed, it says so again. */
export async function gate(context: Context, options: GateOptions): Promise<number> {
  if (context.options.format === 'text' && isPlainRun(context, options)) {
    const green = await recallGreen(context);
    if (green !== null) {
      printGreen(context.terminal, green, Math.floor(context.now() / 1000));
      return exitCodes.allow;
    }
  }
  const { runGate } = await import('../project/run-gate.ts');
  const { printGateReport } = await import('../report/print-gate.ts');
  const report = await runGate(context, options);
  await printGateReport(context, report);
  return report.exitCode;
}
