import { showRelease } from '@countersign/shared/purl/release.ts';
import type { Edit } from '@countersign/shared/policy/edits.ts';
import type { GateResult } from '@countersign/shared/gate/gate.ts';
import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import type { Warning } from '@countersign/shared/gate/verdict.ts';
import type { NpmConfigSource } from '@countersign/shared/registry/npm-config.ts';
import type { Project } from '../project/project.ts';
import type { Names } from './names.ts';

/** A warning, and the line of the lockfile that it is about. */
export interface PlacedWarning extends Warning {
  readonly lockfile?: string;
  readonly line?: number;
}

/** All that a run of the gate found, for whichever format shows it. */
export interface GateReport {
  readonly result: GateResult;
  readonly exitCode: number;
  /** The policy and baseline that judged. */
  readonly project: Project;
  readonly lockfiles: readonly { readonly path: string; readonly releases: number }[];
  /** The revision whose policy judged, or null for the work tree's own. */
  readonly base: string | null;
  /** What the change does to its own judge, first. */
  readonly edits: readonly Edit[];
  /** Of the run as a whole; each release has its own. */
  readonly warnings: readonly PlacedWarning[];
  readonly views: readonly TrustLogView[];
  /** Whose npm configuration says where artifacts are: with a base, that one's. */
  readonly registrySource: NpmConfigSource;
  readonly names: Names;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Every warning of a run and of its releases; what many releases share, as a stale log, stands once. */
export function warningsOf({ warnings, result }: GateReport): PlacedWarning[] {
  const placed = new Map<string, PlacedWarning>();
  for (const warning of warnings) placed.set(JSON.stringify(warning), warning);
  for (const { release, warnings: own } of result.releases) {
    const name = showRelease(release.target.purl);
    const { lockfile } = release.entry;
    for (const warning of own) {
      if (warning.code === 'stale-log') placed.set(warning.message, warning);
      else
        placed.set(`${name} ${warning.message}`, {
          ...warning,
          message: `${name}: ${warning.message}`,
          lockfile,
          line: release.line,
        });
    }
  }
  return [...placed.values()];
}
