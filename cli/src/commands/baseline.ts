import { CodedError } from '@countersign/shared/errors.ts';
import { isPinned } from '@countersign/shared/digest.ts';
import {
  addToBaseline,
  formatBaseline,
  pruneBaseline,
  type BaselineEntry,
} from '@countersign/shared/policy/baseline.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { packageKey } from '@countersign/shared/purl/package-key.ts';
import { sameTarget, type Target } from '@countersign/shared/trust/target.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { consent } from '../project/consent.ts';
import { baselineEntryOf } from '../project/exemptions.ts';
import { findRelease } from '../project/find-release.ts';
import { runGate } from '../project/run-gate.ts';
import { lockfilesBeneath } from '../project/lockfiles-beneath.ts';
import { loadProject } from '../project/project.ts';
import { writeFileWhole } from '../project/write-file.ts';

/** `countersign baseline add`: exempts releases as the lockfile pins them. */
export async function baselineAdd(context: Context, releases: readonly string[]): Promise<number> {
  const project = loadProject(context);
  const report = await runGate(context, { lockfiles: [] });
  const added: BaselineEntry[] = [];
  for (const text of releases) {
    const found = findRelease(report, text);
    for (const { release } of found) {
      if (!isPinned(release.target.digests)) {
        throw new CodedError(
          'arguments-invalid',
          `the lockfile pins ${text} by neither sha256 nor sha512, so no baseline entry can name it; waive it instead: countersign waive ${text}`,
        );
      }
      added.push(baselineEntryOf(release));
    }
  }
  const text = addToBaseline(
    project.baselineText ?? formatBaseline({ entries: [] }),
    added,
    project.baselineFile,
  );
  if (text === project.baselineText) {
    context.terminal.result('the baseline has them already');
    return exitCodes.allow;
  }
  for (const entry of added) context.terminal.notice(`exempts ${entry.release}`);
  await consent(context, `Add ${added.length} to ${project.baselineFile}?`);
  writeFileWhole(project.baselinePath, text);
  context.terminal.result(`added to ${project.baselineFile}; commit it`);
  return exitCodes.allow;
}

/** `countersign baseline prune`: keeps what a lockfile beneath the policy locks and every start of a basis in use. */
export async function baselinePrune(context: Context): Promise<number> {
  const project = loadProject(context);
  const lockfiles = lockfilesBeneath(project.root);
  const { result } = await runGate(context, { lockfiles });
  if (result.freshness.finding) {
    throw new CodedError(
      'log-incomplete',
      `without fresh logs it is not known what is in use: ${result.freshness.finding.message}`,
    );
  }
  const used: Target[] = result.releases.map(({ release }) => release.target);
  for (const { demands } of result.releases) {
    for (const { measured } of demands) {
      for (const { basis } of measured.parties) used.push(...basis.map(({ to }) => to));
    }
  }
  const byPackage = Map.groupBy(used, (target) => packageKey(target.purl));
  const inUse = (entry: BaselineEntry): boolean => {
    const target: Target = { purl: parsePurl(entry.release), digests: entry };
    return (byPackage.get(packageKey(target.purl)) ?? []).some((other) => sameTarget(other, target));
  };
  const pruned = pruneBaseline(project.baseline, inUse);
  const dropped = project.baseline.entries.filter((entry) => !pruned.entries.includes(entry));
  if (dropped.length === 0) {
    context.terminal.result('every entry is in use');
    return exitCodes.allow;
  }
  for (const entry of dropped) context.terminal.notice(`drops ${showRelease(parsePurl(entry.release))}`);
  await consent(context, `Drop ${dropped.length} of ${project.baseline.entries.length} entries?`);
  writeFileWhole(project.baselinePath, formatBaseline(pruned));
  context.terminal.result(`dropped ${dropped.length}; ${pruned.entries.length} are left`);
  return exitCodes.allow;
}
