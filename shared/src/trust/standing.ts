import type { SignerId } from '../signer/signer.ts';
import { AnchorCount } from './anchor-count.ts';
import { Flags } from './flags.ts';
import type { Independence } from './independence.ts';
import { rotationLines } from './lines.ts';
import type { TrustEntries } from './logged.ts';
import type { ReviewIndex } from './reviews.ts';
import { revocationsOf } from './revocations.ts';
import type { Target } from './target.ts';

export interface StandingInput {
  readonly trust: TrustEntries;
  readonly reviews: ReviewIndex;
  readonly anchors: readonly { signer: SignerId; final: boolean }[];
  readonly depth: number;
  readonly implied: (criterion: string) => ReadonlySet<string>;
  readonly isBaseline: (target: Target) => boolean;
  /** Given the flags, whether an artifact blocks every chain that leads through it. */
  readonly impassable: (target: Target, flags: Flags) => boolean;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Where things stand: what the logs say, seen from one policy's anchors. */
export interface Standing {
  readonly flags: Flags;
  readonly independence: Independence;
}

export function buildStanding(input: StandingInput): Standing {
  const revocations = revocationsOf(input.trust, input.now);
  const roots = { anchors: input.anchors, depth: input.depth };
  const flags = new Flags(input.trust, revocations, roots, input.now);
  const independence = new AnchorCount({
    anchors: input.anchors,
    reviews: input.reviews,
    flags,
    revocations,
    implied: input.implied,
    isBaseline: input.isBaseline,
    impassable: (target) => input.impassable(target, flags),
    lineOf: rotationLines(input.trust, revocations),
  });
  return { flags, independence };
}
