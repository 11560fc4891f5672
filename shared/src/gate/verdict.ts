import type { Logged, LoggedUnknown } from '../trust/logged.ts';
import type { Measured } from '../trust/independence.ts';
import type { Target } from '../trust/target.ts';
import type { Demand, Rule } from '../policy/rules.ts';
import type { WaivedEntry, Waiver } from '../policy/waiver-shape.ts';
import type { FindingCode, FindingVerdict } from '../policy/findings.ts';

/** What the gate says of one release, or of a whole run (docs/protocol.md, "Verdict"). */
export type Verdict = 'allow' | 'waived' | FindingVerdict;

/** One thing that keeps a release from an allow. */
export interface Finding {
  readonly code: FindingCode;
  /** What the code means here, in plain words; may quote hostile text, so a printer escapes it. */
  readonly message: string;
  /** Statements that say so. */
  readonly flags?: readonly Logged<'flag'>[];
  readonly unknown?: readonly LoggedUnknown[];
}

/** Shown, never counted. */
export interface Warning {
  readonly code: 'stale-log' | 'flag-noted' | 'lockfile-note' | 'node-behind';
  readonly message: string;
  readonly flags?: readonly Logged<'flag'>[];
}

/** One entry of a lockfile, with what its reader found wrong with it. */
export interface GateRelease {
  readonly target: Target;
  /** The lockfile's path from the policy, its own key for the entry, and the exact pin, as waivers name them. */
  readonly entry: WaivedEntry;
  /** 1-based, of the entry in the lockfile. */
  readonly line: number;
  /** Codes of the lockfile reader: unpinned, digests that contradict each other, an alias that lies. */
  readonly problems: readonly Finding[];
  /** Bytes of its parent's artifact, which was seen to hold it: no artifact of its own, so only flags apply. */
  readonly bundled: boolean;
  /** The base revision's lockfile has this very entry. */
  readonly unchanged: boolean;
}

export interface MeasuredDemand {
  readonly demand: Demand;
  readonly measured: Measured;
  readonly met: boolean;
}

export interface ReleaseVerdict {
  readonly release: GateRelease;
  readonly verdict: Verdict;
  /** Every finding, waived ones too. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  readonly rule: Rule | null;
  readonly demands: readonly MeasuredDemand[];
  /** A baseline entry stands for it. */
  readonly baseline: boolean;
  readonly waiver: Waiver | null;
}
