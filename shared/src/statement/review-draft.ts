import { compareTexts } from '../bytes/compare.ts';
import { sha256Hex } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { affirmation, affirmationId, type AffirmedScope, type NamedArtifact } from './affirmation.ts';
import { instant } from './instant.ts';
import type { Level } from './levels.ts';
import { readListDigest, sortedPaths } from './read-list.ts';
import type { ReviewPredicate } from './review.ts';
import { artifactSubject } from './sign.ts';
import type { Unsigned } from './unsigned.ts';

/** How much of the files was read: all of them, or these of `entries` files of the change (of the tree, when full). */
export type ReadCoverage = 'complete' | { readonly read: readonly string[]; readonly entries: number };

/** What a human reviewer says of a reading. */
export interface ReviewOf {
  readonly target: NamedArtifact;
  readonly scope: AffirmedScope;
  /** In any order; each with the text that says what it asks. At least one. */
  readonly criteria: readonly { readonly name: string; readonly text: string }[];
  readonly thoroughness: Level;
  readonly understanding: Level;
  readonly coverage: ReadCoverage;
  /** The longer note with the line comments; null or empty when there is none. */
  readonly note: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The one way from a reading to a review: draft and affirmation say the same. Throws `statement-meaning` for a partial
 * coverage of no file, of all of them, or of more than there are.
 */
export function reviewDraft(review: ReviewOf): Unsigned<'review'> & { readonly affirmation: string } {
  const { target, scope, thoroughness, understanding } = review;
  const note = review.note === '' ? null : review.note;
  const criteria = review.criteria.toSorted((a, b) => compareTexts(a.name, b.name));
  const read = review.coverage === 'complete' ? null : sortedPaths(review.coverage.read);
  const coverage = coverageOf(review, read);
  const text = affirmation({
    target,
    scope,
    criteria,
    thoroughness,
    understanding,
    ...('read' in coverage ? { partial: coverage } : {}),
  });
  return {
    draft: {
      kind: 'review',
      log: 'reviews',
      subject: artifactSubject(target.purl, target.digest),
      predicate: {
        date: instant(review.now),
        scope: signedScope(scope),
        criteria: criteria.map(({ name }) => name),
        thoroughness,
        understanding,
        method: { kind: 'human' },
        coverage,
        signals: { set: 0, acknowledged: [] },
        text: affirmationId(text),
        ...(note === null ? {} : { note: sha256Hex(note) }),
      },
    },
    affirmation: text,
    note,
    read,
  };
}

function coverageOf({ scope, coverage }: ReviewOf, read: string[] | null): ReviewPredicate['coverage'] {
  if (coverage === 'complete' || read === null)
    return { complete: scope.kind === 'full' ? scope.tree : scope.change };
  const { entries } = coverage;
  if (read.length === 0) throw new CodedError('statement-meaning', 'a review is of at least one file');
  if (read.length >= entries)
    throw new CodedError(
      'statement-meaning',
      'coverage is partial when fewer files were read than there are',
    );
  return { read: read.length, entries, list: readListDigest(read) };
}

function signedScope(scope: AffirmedScope): ReviewPredicate['scope'] {
  if (scope.kind === 'full') return { kind: 'full', tree: scope.tree };
  const { purl, digest } = scope.base;
  return {
    kind: 'change',
    base: { purl, sha256: digest.sha256, sha512: digest.sha512 },
    change: scope.change,
  };
}
