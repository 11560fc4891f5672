import type { Edit } from '@countersign/shared/policy/edits.ts';
import type { GateResult } from '@countersign/shared/gate/gate.ts';
import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import type { Warning } from '@countersign/shared/gate/verdict.ts';
import type { NpmConfigSource } from '@countersign/shared/registry/npm-config.ts';
import type { Project } from '../project/project.ts';
import type { Names } from './names.ts';

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
  readonly warnings: readonly (Warning & { readonly lockfile?: string; readonly line?: number })[];
  readonly views: readonly TrustLogView[];
  /** Whose npm configuration says where artifacts are: with a base, that one's. */
  readonly registrySource: NpmConfigSource;
  readonly names: Names;
  /** Seconds since 1970. */
  readonly now: number;
}
