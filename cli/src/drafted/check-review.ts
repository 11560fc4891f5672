import { reviewDraft, type ReadCoverage } from '@countersign/shared/statement/review-draft.ts';
import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import type { Criterion } from '../arguments/choices.ts';
import type { Reading } from '../review/reading.ts';
import { checkDate, demand, mismatch, sameJson } from './mismatch.ts';

/**
 * Holds a review that somebody else drafted against what this machine read out of the artifacts itself: it must be to the
 * letter the one that we would have drafted from the same answers. Throws `unsigned-mismatch`, `statement-from-future`.
 */
export function checkReview(
  drafted: Unsigned<'review'>,
  reading: Reading,
  known: readonly Criterion[],
  now: number,
): void {
  const { subject, predicate } = drafted.draft;
  const { target, scope } = reading;
  demand(subject.name === target.purl, `it is about ${subject.name}, not about ${target.purl}`);
  demand(sameJson(subject.digest, target.digest), `it names other bytes than those of ${target.purl}`);
  demand(
    predicate.scope.kind === scope.kind,
    'it is about a whole release where a change is read, or the reverse',
  );
  checkDate(predicate.date, now);
  const criteria = predicate.criteria.map((name) => {
    const found = known.find((criterion) => criterion.name === name);
    if (!found) throw mismatch(`${name} is no criterion here`);
    return found;
  });
  const { thoroughness, understanding } = predicate;
  const ours = reviewDraft({
    target,
    scope,
    criteria,
    thoroughness,
    understanding,
    coverage: coverageOf(drafted, reading),
    note: drafted.note,
    now: Date.parse(predicate.date),
  });
  demand(
    sameJson(predicate.scope, ours.draft.predicate.scope),
    'its base, or its digest of the change or the tree, is not what the bytes give',
  );
  demand(
    sameJson(predicate.coverage, ours.draft.predicate.coverage),
    'its coverage is not that of the files which there are to read',
  );
  demand(drafted.affirmation === ours.affirmation, 'what it affirms is not in the words that belong to it');
  demand(sameJson(drafted.draft, ours.draft), 'it holds more than a review that a person read says');
}

function coverageOf({ draft, read }: Unsigned<'review'>, reading: Reading): ReadCoverage {
  const { coverage } = draft.predicate;
  if (!('read' in coverage) || read === null) return 'complete';
  const paths = new Set(reading.paths());
  demand(
    coverage.entries === paths.size,
    `it counts ${coverage.entries} files where there are ${paths.size}`,
  );
  const stranger = read.find((path) => !paths.has(path));
  demand(stranger === undefined, `it lists a file that is not there to read: ${JSON.stringify(stranger)}`);
  demand(read.length > 0, 'it says that no file was read');
  demand(read.length < paths.size, 'it lists every file, and yet does not say that all were read');
  return { read, entries: paths.size };
}
