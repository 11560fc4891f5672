import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import { stateFromCache, type Cache } from '../cache/cached-log.ts';
import { macOf } from '../cache/log-state.ts';
import { pinnedLog } from '../cache/pinned-logs.ts';
import type { Context } from '../context.ts';
import type { Lockfile } from '../lockfile/lockfile.ts';
import { warningsOf, type GateReport } from '../report/gate-report.ts';
import { dayOf, filesOf, storeGreen, unreadable, type GreenLog, type GreenRun } from './last-green.ts';

/** What was there when a run began: what changed meanwhile is not what was judged. */
export interface RunStart {
  /** Milliseconds since 1970, by the machine's clock. */
  readonly startedAt: number;
  readonly before: GreenRun['files'];
}

export function startOf({ cwd }: Context): RunStart {
  return { startedAt: Date.now(), before: filesOf(cwd, []) };
}

/**
 * Keeps a run that let everything pass without a word, for recallGreen.
 */
export async function rememberGreen(
  context: Context,
  cache: Cache,
  report: GateReport,
  lockfiles: readonly Lockfile[],
  { startedAt, before }: RunStart,
): Promise<void> {
  const { build, cwd } = context;
  const { policy } = report.project;
  if (build === null || !isPlainGreen(report)) return;
  const logs = await settledLogs(cache, policy, report.now);
  if (logs === null) return;
  const manifests = manifestsOf(lockfiles);
  if (manifests.some((path) => changedSince(path, startedAt))) return;
  const files = filesOf(cwd, manifests);
  const known = new Map(files);
  if (before.some(([path, found]) => known.get(path) !== found)) return;
  if (files.some(([, found]) => found === unreadable)) return;
  storeGreen(cache, cwd, {
    build,
    today: dayOf(report.now),
    now: report.now,
    files,
    logs,
    views: report.views,
    quorum: policy.logs.quorum,
    maxAge: policy.logs.freshness,
    lockfiles: report.lockfiles,
  });
}

function isPlainGreen(report: GateReport): boolean {
  const { result, edits, base } = report;
  return (
    result.verdict === 'allow' &&
    base === null &&
    edits.length === 0 &&
    result.freshness.finding === null &&
    result.releases.every(({ verdict }) => verdict === 'allow') &&
    warningsOf(report).length === 0
  );
}

/** Null unless time can change nothing: a quorum has stamped all of every log, and no stamp is yet to come. */
async function settledLogs(cache: Cache, { logs }: Policy, now: number): Promise<GreenLog[] | null> {
  const settled: GreenLog[] = [];
  for (const node of logs.nodes) {
    for (const log of ['trust', 'reviews'] as const) {
      const pinned = pinnedLog(node, log, logs);
      const state = await stateFromCache(cache, pinned);
      const mac = state && macOf(state);
      if (!mac || state.refused !== null || state.seen.length < logs.witnessQuorum) return null;
      const stamps = [...state.seen, ...state.checkpoints.flatMap(({ times }) => times)];
      if (stamps.some((time) => time > now)) return null;
      settled.push({ url: node.url, log, origin: pinned.origin, note: state.note, state: toHex(mac) });
    }
  }
  return settled;
}

function changedSince(path: string, time: number): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.ctimeMs >= time;
}

/** The package.json of every workspace, and of what a link leads to. */
function manifestsOf(lockfiles: readonly Lockfile[]): string[] {
  return lockfiles.flatMap(({ path, entries }) =>
    entries.flatMap(({ source, key, resolved }) => {
      if (source !== 'workspace' && source !== 'link') return [];
      const folder = source === 'link' ? (resolved ?? '') : key;
      return [join(path, '..', folder, 'package.json')];
    }),
  );
}
