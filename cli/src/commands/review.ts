import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { affirmation, affirmationId } from '@countersign/shared/statement/affirmation.ts';
import type { ReviewPredicate } from '@countersign/shared/statement/review.ts';
import { artifactSubject, signStatement, type Draft } from '@countersign/shared/statement/sign.ts';
import { knownCriteria, type Criterion } from '../arguments/choices.ts';
import { instant } from '../arguments/dates.ts';
import { signerLine } from '../arguments/signer-line.ts';
import type { Context } from '../context.ts';
import { unlockKey } from '../keys/ask-passphrase.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { submit } from '../nodes/submit.ts';
import { consent } from '../project/consent.ts';
import { projectIfAny } from '../project/project.ts';
import { fetchRelease, registryOf, unpackRelease } from '../reading/open-release.ts';
import { pinnedHere } from '../reading/pinned-here.ts';
import { wrapped } from '../report/wrap.ts';
import { chooseBase } from '../review/choose-base.ts';
import { askAnswers, type Answers } from '../review/questions.ts';
import { readingOf, type Reading } from '../review/reading.ts';
import { checkReviewOptions, type CheckedOptions, type ReviewOptions } from '../review/review-options.ts';
import { span } from '../terminal.ts';

/** `countersign review`: read a release, or what changed since a base, say what was read, and sign. */
export async function review(context: Context, given: ReviewOptions): Promise<number> {
  const release = parseRelease(given.release);
  const project = projectIfAny(context);
  const known = knownCriteria(project?.policy ?? null);
  const options = checkReviewOptions(
    context,
    given,
    known.map(({ name }) => name),
  );
  // Whatever could stop the signing is found before the reading.
  const key = chooseKey(context);
  const recipients = recipientsOf(context, project);
  const reading = await open(context, release, options, pinnedHere(context, project));

  if (!options.accept) await read(context, reading, known);
  const answers = await askAnswers(context, reading, options, known);
  const text = affirmation({ target: reading.target, scope: reading.scope, ...answers });
  for (const line of wrapped(text.trimEnd(), context.terminal.width)) context.terminal.notice(line);
  context.terminal.notice();
  if (answers.thoroughness === 'none') context.terminal.warn('thoroughness none never counts for a gate');
  await consent(context, `Sign this as ${signerLine(key)}, for good and for all to see?`);

  const draft = draftOf(reading, answers, affirmationId(text), context.now());
  const signed = signStatement(draft, await unlockKey(context, key));
  const note = answers.note === null ? null : toUtf8(answers.note);
  const code = reportSubmission(context, await submit(signed, recipients.nodes, note), 1);
  if (project) context.terminal.hint(`countersign why ${releaseArgument(release)}`);
  return code;
}

async function open(
  context: Context,
  release: ReturnType<typeof parseRelease>,
  options: CheckedOptions,
  pinned: ReturnType<typeof pinnedHere>,
): Promise<Reading> {
  const registry = await registryOf(context, release);
  const base = await chooseBase(context, registry, release, options, pinned);
  const openOne = async (one: typeof release) =>
    unpackRelease(context, await fetchRelease(context, registry, one, pinned));
  return readingOf(await openOne(release), base && (await openOne(base)));
}

/** The criteria come first: they say what to look for. */
async function read({ terminal }: Context, reading: Reading, known: readonly Criterion[]): Promise<void> {
  terminal.notice('What you may accept it as:');
  for (const { name, text } of known) {
    terminal.notice(span('strong', name));
    for (const line of wrapped(`  ${text}`, terminal.width)) terminal.notice(line);
  }
  terminal.notice();
  await terminal.page(reading.lines());
}

function draftOf(reading: Reading, answers: Answers, text: string, now: number): Draft<'review'> {
  const { target, scope } = reading;
  return {
    kind: 'review',
    log: 'reviews',
    subject: artifactSubject(target.purl, target.digest),
    predicate: {
      date: instant(now),
      scope: signedScope(scope),
      criteria: answers.criteria.map(({ name }) => name),
      thoroughness: answers.thoroughness,
      understanding: answers.understanding,
      method: { kind: 'human' },
      coverage: { complete: scope.kind === 'full' ? scope.tree : scope.change },
      signals: { set: 0, acknowledged: [] },
      text,
      ...(answers.note === null ? {} : { note: sha256Hex(answers.note) }),
    },
  };
}

function signedScope(scope: Reading['scope']): ReviewPredicate['scope'] {
  if (scope.kind === 'full') return scope;
  const { purl, digest } = scope.base;
  return { kind: 'change', base: { purl, ...digest }, change: scope.change };
}
