import { digestsMatch } from '../digest.ts';
import { sameRelease } from '../purl/package-key.ts';
import { parsePurl } from '../purl/purl.ts';
import type { SignerId } from '../signer/signer.ts';
import type { Flags } from './flags.ts';
import type { Asked, Independence, Measured, Party, Step } from './independence.ts';
import type { Logged } from './logged.ts';
import { reviewCounts, type ReviewIndex } from './reviews.ts';
import type { Revocations } from './revocations.ts';
import { sameTarget, type Target } from './target.ts';

/** How many artifacts one chain of changes may touch; a longer one is no basis. */
const longestChain = 4096;

export interface AnchorCountInput {
  readonly anchors: readonly { signer: SignerId; final: boolean }[];
  readonly reviews: ReviewIndex;
  readonly flags: Flags;
  readonly revocations: Revocations;
  /** A criterion and all that it implies. */
  readonly implied: (criterion: string) => ReadonlySet<string>;
  readonly isBaseline: (target: Target) => boolean;
  /** Its own flags block or quarantine it, and no waiver lets it pass: no basis may lead through it. */
  readonly impassable: (target: Target) => boolean;
  /** The last key of a signer's confirmed line of rotations: one person's keys count once. */
  readonly lineOf: (signer: SignerId) => SignerId;
}

/**
 * The plain measure: the number of anchors who accepted this very artifact, in full or by a chain of changes whose
 * every step they accepted themselves, starting from nothing or from a baseline artifact.
 */
export class AnchorCount implements Independence {
  readonly #input: AnchorCountInput;

  constructor(input: AnchorCountInput) {
    this.#input = input;
  }

  measure(target: Target, asked: Asked): Measured {
    const parties: Party[] = [];
    const lines = new Set<SignerId>();
    for (const { signer, final } of this.#input.anchors) {
      const basis = this.#basisBy(signer, target, asked);
      if (!basis) continue;
      parties.push({ signer, final, basis });
      lines.add(this.#input.lineOf(signer));
    }
    const standsOnFinal = parties.some((party) => party.final);
    return { kappa: standsOnFinal ? Number.POSITIVE_INFINITY : lines.size, parties };
  }

  /** A shortest basis on this signer's reviews alone, found backwards from the target; null when there is none. */
  #basisBy(signer: SignerId, target: Target, asked: Asked): Step[] | null {
    const queue: { at: Target; after: Step[] }[] = [{ at: target, after: [] }];
    const seen: Target[] = [target];
    for (let i = 0; i < queue.length; i++) {
      const { at, after } = queue[i] as { at: Target; after: Step[] };
      if (at !== target && this.#input.isBaseline(at))
        return [{ kind: 'baseline', to: at, review: null }, ...after];
      for (const logged of this.#acceptsOf(signer, at, asked)) {
        const { scope } = logged.statement.predicate;
        if (scope.kind === 'full') return [{ kind: 'full', to: at, review: logged }, ...after];
        const base: Target = {
          purl: parsePurl(scope.base.purl),
          digests: { sha256: scope.base.sha256, sha512: scope.base.sha512 } as Target['digests'],
        };
        if (seen.length >= longestChain || seen.some((known) => sameTarget(known, base))) continue;
        seen.push(base);
        if (this.#input.impassable(base)) continue;
        queue.push({ at: base, after: [{ kind: 'change', to: at, review: logged }, ...after] });
      }
    }
    return null;
  }

  #acceptsOf(signer: SignerId, at: Target, asked: Asked): Logged<'review'>[] {
    const { flags, reviews, revocations, implied } = this.#input;
    const accepts = reviews(at.digests, signer).filter((logged) => {
      const { by, subject } = logged.statement;
      if (by !== signer || !digestsMatch(subject.digest, at.digests)) return false;
      if (!sameRelease(parsePurl(subject.name), at.purl)) return false;
      return reviewCounts(logged, asked, revocations, implied);
    });
    if (accepts.length === 0) return accepts;
    const flagged = flags
      .on(at)
      .some(
        ({ statement: { by, predicate } }) =>
          by === signer && (predicate.severity === 'malicious' || predicate.severity === 'suspicious'),
      );
    return flagged ? [] : accepts;
  }
}
