import type { Level } from '../statement/levels.ts';
import type { SignerId } from '../signer/signer.ts';
import type { Logged } from './logged.ts';
import type { Target } from './target.ts';

/** What a demand asks of each review behind a release. */
export interface Asked {
  readonly criterion: string;
  readonly thoroughness: Level;
}

/** One step of a basis: from nothing, or from the artifact before, to `to`. */
export interface Step {
  readonly kind: 'baseline' | 'full' | 'change';
  readonly to: Target;
  /** The review of this step; a baseline start has none. */
  readonly review: Logged<'review'> | null;
}

/** A party that stands behind a release, with the version chain that it accepted, first step first. */
export interface Party {
  readonly signer: SignerId;
  readonly final: boolean;
  readonly basis: readonly Step[];
}

export interface Measured {
  /** How many principals must be corrupt before no honest evidence is left; Infinity when it stands on a final key. */
  readonly kappa: number;
  readonly parties: readonly Party[];
}

/** How independent the evidence behind a release is (docs/protocol.md, "How many stand behind a release"). The gate knows no more of trust than this. */
export interface Independence {
  measure(target: Target, asked: Asked): Measured;
}
