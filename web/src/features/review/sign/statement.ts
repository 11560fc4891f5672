import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { checkerOf } from '@countersign/shared/platform/browser-schema.ts';
import { Summary } from '@countersign/shared/statement/fragments.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import { flagDraft } from '@countersign/shared/statement/flag-draft.ts';
import { reviewDraft } from '@countersign/shared/statement/review-draft.ts';
import { artifactSubject } from '@countersign/shared/statement/sign.ts';
import { maxNoteLength, unsignedSuffix, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import type { Reading } from '../../../worker/reading.ts';
import type { Coverage } from '../coverage.ts';
import type { Draft } from '../draft.ts';
import { noteText } from '../note-text.ts';
import type { CriterionText } from '../session/occasion.ts';

/** A statement as it would be signed, or what is still to be done before. */
export type Drafted = { readonly unsigned: Unsigned } | { readonly missing: readonly string[] };

/** The review that a reading and its draft make. `now` in milliseconds since 1970. */
export function draftReview(
  reading: Reading,
  draft: Draft,
  coverage: Coverage,
  known: readonly CriterionText[],
  now: number,
): Drafted {
  const criteria = known.filter(({ name }) => draft.criteria.includes(name));
  const read = reading.files.filter(({ index }) => coverage.files[index]?.covered).map(({ path }) => path);
  const note = noteText(draft, paths(reading));
  const { thoroughness, understanding } = draft;
  const missing: string[] = [];
  if (reading.files.length > 0 && read.length === 0) {
    missing.push('Read at least one file: look at all of it and mark it read.');
  }
  if (criteria.length === 0) missing.push('Choose what you accept it as.');
  if (thoroughness === null) missing.push('Say how thoroughly you read.');
  if (understanding === null) missing.push('Say how much of it you understood.');
  if (isTooLong(note)) missing.push(noteTooLong);
  if (missing.length > 0 || thoroughness === null || understanding === null) return { missing };
  const { target, base, scope } = reading;
  return {
    unsigned: reviewDraft({
      target,
      scope: scope.kind === 'full' || !base ? (scope as never) : { ...scope, base },
      criteria,
      thoroughness,
      understanding,
      coverage: coverage.complete ? 'complete' : { read, entries: reading.files.length },
      note,
      now,
    }),
  };
}

/** A flag on the release that is read; comments and note go along as its note. */
export function draftFlag(
  reading: Reading,
  draft: Draft,
  evidence: FlagPredicate['evidence'],
  now: number,
): Drafted {
  const { severity, category } = draft.flag;
  const summary = draft.flag.summary.trim();
  const note = noteText(draft, paths(reading));
  const missing: string[] = [];
  if (severity === null) missing.push('Say how bad it is.');
  if (category === null) missing.push('Say what kind of thing it is.');
  if (summary === '') missing.push('Say in one line what you found.');
  const wrong = summaryMistake(summary);
  if (wrong !== null) missing.push(wrong);
  if (isTooLong(note)) missing.push(noteTooLong);
  if (missing.length > 0 || severity === null || category === null) return { missing };
  const { purl, digest } = reading.target;
  return {
    unsigned: flagDraft({
      subject: artifactSubject(purl, digest),
      range: null,
      severity,
      category,
      summary,
      evidence,
      note,
      now,
    }),
  };
}

/** `socks-proxy-agent-8.0.5.countersign.json`: letters that every file system takes. */
export function fileNameOf({ draft }: Unsigned): string {
  const { name, version } = parsePurl(formatPurl(parsePurl(draft.subject.name)));
  const stem = `${draft.kind === 'flag' ? 'flag-' : ''}${name}-${version ?? 'all'}`;
  return `${stem.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')}${unsignedSuffix}`;
}

const line = checkerOf(Summary);
const longestSummary = 200;

function summaryMistake(summary: string): string | null {
  if (Array.from(summary).length > longestSummary) return `The line may have ${longestSummary} characters.`;
  if (summary !== '' && !(summary.isWellFormed() && line.holds(summary)))
    return 'The line holds characters that do not show. Type it afresh.';
  return null;
}

const noteTooLong = 'Comments and note are longer together than a node takes. Shorten them.';

function isTooLong(note: string | null): boolean {
  return note !== null && new TextEncoder().encode(note).length > maxNoteLength;
}

function paths({ files }: Reading): string[] {
  return files.map(({ path }) => path);
}
