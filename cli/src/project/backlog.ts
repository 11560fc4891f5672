import semver from 'semver';
import { isCoded } from '@countersign/shared/errors.ts';
import { changeBetween } from '@countersign/shared/artifact/change.ts';
import type { Tree } from '@countersign/shared/artifact/tree.ts';
import type { BaselineEntry } from '@countersign/shared/policy/baseline.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import type { NpmConfigSource } from '@countersign/shared/registry/npm-config.ts';
import type { Registry } from '@countersign/shared/registry/registry.ts';
import { packageKey } from '@countersign/shared/purl/package-key.ts';
import type { Target } from '@countersign/shared/trust/target.ts';
import type { Context } from '../context.ts';

/** A release that waits for reviews, and what reading it costs. */
export interface Reading {
  readonly target: Target;
  /** The baseline's version to start from; null when only the whole release can be read. */
  readonly base: string | null;
  /** Null where the bytes could not be had. */
  readonly lines: { readonly added: number; readonly removed: number; readonly files: number } | null;
  /** Who published it, where the registry tells. */
  readonly publishers: readonly string[] | null;
}

/** More releases than these are listed without their size: a report must not take minutes. */
const measured = 12;
const patience = 20_000;

/**
 * What falls short only for want of reviews, the cheapest first. Sizes are for the reader of the report and never touch
 * the verdict; the bytes come from the registry, as npm would get them.
 */
export async function backlogOf(
  context: Context,
  verdicts: readonly ReleaseVerdict[],
  baseline: readonly BaselineEntry[],
  source: NpmConfigSource,
): Promise<Reading[]> {
  const waiting = new Map<string, Target>();
  for (const { verdict, findings, release } of verdicts) {
    const short = findings.length > 0 && findings.every(({ code }) => code === 'demand-unmet');
    if (verdict === 'insufficient' && short) waiting.set(formatPurl(release.target.purl), release.target);
  }
  if (waiting.size === 0) return [];
  const starts = Map.groupBy(
    baseline.map((entry): Target => ({ purl: parsePurl(entry.release), digests: entry })),
    ({ purl }) => packageKey(purl),
  );
  const unread = [...waiting.values()].map((target): Reading & { start: Target | null } => {
    const start = nearest(target, starts.get(packageKey(target.purl)) ?? []);
    return { target, start, base: start?.purl.version ?? null, lines: null, publishers: null };
  });
  const sized = context.options.offline ? [] : await measureAll(context, unread.slice(0, measured), source);
  return [...sized, ...unread.slice(sized.length)].sort((a, b) => cost(a) - cost(b));
}

/** The highest version below the target, else the lowest above it. */
function nearest({ purl }: Target, starts: readonly Target[]): Target | null {
  const version = purl.version ?? '';
  const sorted = starts
    .filter((start) => semver.valid(start.purl.version) !== null)
    .sort((a, b) => semver.compare(a.purl.version as string, b.purl.version as string));
  if (semver.valid(version) === null) return sorted.at(-1) ?? null;
  return sorted.findLast((start) => semver.lt(start.purl.version as string, version)) ?? sorted[0] ?? null;
}

function cost({ lines }: Reading): number {
  return lines === null ? Number.POSITIVE_INFINITY : lines.added + lines.removed;
}

async function measureAll(
  { terminal }: Context,
  readings: readonly (Reading & { start: Target | null })[],
  source: NpmConfigSource,
): Promise<Reading[]> {
  const { openRegistry } = await import('@countersign/shared/registry/open.ts');
  const registry = await openRegistry('npm', source).catch(unlessBug);
  if (registry === null) return [...readings];
  const progress = terminal.progress('measuring what there is to read');
  const end = Date.now() + patience;
  const done: Reading[] = [];
  for (const reading of readings) {
    done.push(Date.now() > end ? reading : await measure(registry, reading));
    progress.update(done.length, readings.length);
  }
  progress.end();
  return done;
}

async function measure(registry: Registry, reading: Reading & { start: Target | null }): Promise<Reading> {
  const { unpackNpm } = await import('@countersign/shared/artifact/unpack.ts');
  const { diffChange } = await import('@countersign/shared/diff/change-diff.ts');
  const empty: Tree = { entries: [], findings: [] };
  try {
    const { bytes, publishers } = await registry.fetchArtifact(reading.target.purl, reading.target.digests);
    const base = reading.start && (await registry.fetchArtifact(reading.start.purl, reading.start.digests));
    const change = changeBetween(base ? await unpackNpm(base.bytes) : empty, await unpackNpm(bytes));
    const { added, removed, entries } = diffChange(change);
    return { ...reading, publishers, lines: { added, removed, files: entries.length } };
  } catch (error) {
    return unlessBug(error) ?? reading;
  }
}

/** A size that cannot be had changes no verdict. */
function unlessBug(error: unknown): null {
  if (!isCoded(error)) throw error;
  return null;
}
