import { dirname, join, relative, resolve, sep } from 'node:path';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { parseDuration } from '@countersign/shared/policy/duration.ts';
import { gate as judge } from '@countersign/shared/gate/gate.ts';
import type { Finding, GateRelease } from '@countersign/shared/gate/verdict.ts';
import type { NpmConfigSource } from '@countersign/shared/registry/npm-config.ts';
import { loadEvidence } from '../cache/evidence.ts';
import type { Cache } from '../cache/cached-log.ts';
import { withCache } from '../cache/open-cache.ts';
import { syncAll, type SyncOutcome } from '../cache/sync.ts';
import type { Context } from '../context.ts';
import { exitCodeOf } from '../exit.ts';
import { findLockfiles, loadLockfile } from '../lockfile/load.ts';
import type { Lockfile } from '../lockfile/lockfile.ts';
import { judgeEdits } from './changes.ts';
import type { Revision } from './git.ts';
import { isPlainRun } from './last-green.ts';
import { rememberGreen, startOf } from './remember-green.ts';
import { loadBaseProject, loadProject, type Project } from './project.ts';
import { bundleHolds } from './bundles.ts';
import { identityOf, releasesOf } from './releases.ts';
import type { GateReport } from '../report/gate-report.ts';
import { signerNames } from '../report/names.ts';

/** What a run of the gate judges, and by what. */
export interface GateOptions {
  readonly lockfiles: readonly string[];
  readonly base?: string;
  readonly maxAge?: string;
}

/**
 * The gate without its printing, which `why`, `waive` and `baseline` ask too: open the project and its lockfiles, sync,
 * gather what is to be judged, judge it. Writes nothing into the project.
 */
export async function runGate(context: Context, options: GateOptions): Promise<GateReport> {
  const start = isPlainRun(context, options) ? startOf(context) : null;
  const opened = openProject(context, options.base);
  const lockfiles = openLockfiles(context, options.lockfiles);
  return withCache(context.home, async (cache) => {
    const report = await judgeWith(cache, context, options, opened, lockfiles);
    if (start) await rememberGreen(context, cache, report, lockfiles, start);
    return report;
  });
}

async function judgeWith(
  cache: Cache,
  context: Context,
  options: GateOptions,
  { project, base, top }: OpenProject,
  lockfiles: readonly Lockfile[],
): Promise<GateReport> {
  const outcomes = context.options.offline ? [] : await syncWithProgress(context, cache, project);
  const now = Math.floor(context.now() / 1000);

  const registrySource = npmConfigOf(context, base, top, lockfiles);
  const releases: GateRelease[] = [];
  const runFindings: Finding[] = [];
  const warnings: GateReport['warnings'][number][] = outcomes.flatMap(warningOf);
  const shown: { path: string; releases: number }[] = [];
  for (const lockfile of lockfiles) {
    const path = relative(project.root, lockfile.path).split(sep).join('/');
    const found = releasesOf(lockfile, path, {
      unchanged: base ? unchangedSince(base, top, lockfile.path) : new Set(),
      bundleHolds: await bundleHolds(context, cache, lockfile, registrySource),
    });
    releases.push(...found.releases);
    runFindings.push(...found.runFindings);
    warnings.push(...found.warnings.map((warning) => ({ ...warning, lockfile: path })));
    shown.push({ path, releases: found.releases.length });
  }
  const edits =
    base && top
      ? judgeEdits(
          project,
          base,
          top,
          lockfiles.map(({ path }) => path),
        )
      : null;
  runFindings.push(...(edits?.findings ?? []));
  if (releases.length === 0 && runFindings.length === 0) {
    throw new CodedError('arguments-invalid', 'no release found: the lockfile locks nothing');
  }

  const artifacts = releases.map(({ target }) => target.digests);
  const evidence = await loadEvidence(cache, project.policy, now, outcomes, artifacts);
  const result = judge({
    policy: project.policy,
    isBaseline: project.isBaseline,
    releases,
    runFindings,
    views: evidence.views,
    trust: evidence.trust,
    reviews: evidence.reviews,
    maxAge: maxAgeOf(options.maxAge, project),
    hasBase: base !== null,
    now,
  });
  return {
    result,
    exitCode: exitCodeOf(result.verdict),
    project,
    lockfiles: shown,
    base: options.base ?? null,
    edits: edits?.edits ?? [],
    warnings,
    views: evidence.views,
    registrySource,
    names: signerNames(project.policy, evidence.trust.profiles),
    now,
  };
}

interface OpenProject {
  readonly project: Project;
  readonly base: Revision | null;
  readonly top: string;
}

function openProject(context: Context, revision: string | undefined): OpenProject {
  if (revision === undefined) return { project: loadProject(context), base: null, top: '' };
  return loadBaseProject(context, revision);
}

function openLockfiles(context: Context, asked: readonly string[]): Lockfile[] {
  const paths =
    asked.length > 0
      ? asked.map((path) => resolve(context.cwd, path))
      : findLockfiles(context.cwd, '; or name it: countersign gate LOCKFILE');
  return [...new Set(paths)].map((path) => loadLockfile(path));
}

async function syncWithProgress(context: Context, cache: Cache, { policy }: Project): Promise<SyncOutcome[]> {
  const progress = context.terminal.progress('syncing');
  try {
    return await syncAll(cache, policy, (_node, done, of) => progress.update(done, of));
  } finally {
    progress.end();
  }
}

function warningOf({ node, log, grown, error }: SyncOutcome): GateReport['warnings'] {
  if (error) return [{ code: 'node-behind', message: `${node}, ${log} log: ${error.message}` }];
  if (grown >= 0) return [];
  return [{ code: 'node-behind', message: `${node} shows an older ${log} log than it did before` }];
}

/** A pull request must not say where the gate fetches: with a base, its .npmrc counts. */
function npmConfigOf(
  { cwd, env }: Context,
  base: Revision | null,
  top: string,
  [first]: readonly Lockfile[],
): NpmConfigSource {
  if (base === null || first === undefined) return { cwd, env };
  const npmrc = base.read(
    relative(top, join(dirname(first.path), '.npmrc'))
      .split(sep)
      .join('/'),
  );
  return { cwd, env, projectNpmrc: npmrc === null ? null : fromUtf8(npmrc) };
}

/** Which entries the base revision's lockfile has, to the letter. */
function unchangedSince(base: Revision, top: string, path: string): ReadonlySet<string> {
  const inBase = (file: string) => relative(top, file).split(sep).join('/');
  const bytes = base.read(inBase(path));
  if (bytes === null) return new Set();
  const read = (folder: string) => base.read(inBase(join(dirname(path), folder, 'package.json')));
  return new Set(loadLockfile(path, { bytes, manifest: read }).entries.map(identityOf));
}

/** `--max-age` can only be stricter than the policy. */
function maxAgeOf(text: string | undefined, { policy }: Project): number {
  if (text === undefined) return policy.logs.freshness;
  const asked = parseDuration(text);
  if (asked > policy.logs.freshness) {
    throw new CodedError('arguments-invalid', `--max-age ${text} is more than the policy's freshness allows`);
  }
  return asked;
}
