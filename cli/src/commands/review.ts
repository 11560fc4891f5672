import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { reviewDraft } from '@countersign/shared/statement/review-draft.ts';
import { knownCriteria, type Criterion } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import { askToSign, neededOf, signAndSubmit, type Signing } from '../drafted/sign-drafted.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { projectIfAny } from '../project/project.ts';
import { fetchRelease, registryOf, unpackRelease } from '../reading/open-release.ts';
import { pinnedHere } from '../reading/pinned-here.ts';
import { wrapped } from '../report/wrap.ts';
import { chooseBase } from '../review/choose-base.ts';
import { askAnswers } from '../review/questions.ts';
import { readingOf, type Reading } from '../review/reading.ts';
import { checkReviewOptions, type CheckedOptions, type ReviewOptions } from '../review/review-options.ts';
import { span } from '../terminal.ts';
import type { OpenedReading } from '../workbench/workbench.ts';

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
  const signing = { key: chooseKey(context), recipients: recipientsOf(context, project) };
  const opened = await open(context, release, options, pinnedHere(context, project));
  const code =
    options.accept || options.terminal
      ? await reviewHere(context, opened.reading, options, known, signing)
      : await (
          await import('../workbench/workbench.ts')
        ).reviewInWorkbench(context, opened, known, signing, { open: options.open !== false });
  if (project) context.terminal.hint(`countersign why ${releaseArgument(release)}`);
  return code;
}

/** At the terminal: through the pager, or for scripts without any reading. */
async function reviewHere(
  context: Context,
  reading: Reading,
  options: CheckedOptions,
  known: readonly Criterion[],
  signing: Signing,
): Promise<number> {
  if (!options.accept) await read(context, reading, known);
  const answers = await askAnswers(context, reading, options, known);
  const { target, scope } = reading;
  const drafted = reviewDraft({ target, scope, ...answers, coverage: 'complete', now: context.now() });
  const text = drafted.affirmation.trimEnd();
  for (const line of wrapped(text, context.terminal.width)) context.terminal.notice(line);
  context.terminal.notice();
  if (answers.thoroughness === 'none') context.terminal.warn('thoroughness none never counts for a gate');
  await askToSign(context, drafted, signing);
  const submission = await signAndSubmit(context, drafted, signing);
  return reportSubmission(context, submission, neededOf(drafted, signing));
}

async function open(
  context: Context,
  release: ReturnType<typeof parseRelease>,
  options: CheckedOptions,
  pinned: ReturnType<typeof pinnedHere>,
): Promise<OpenedReading> {
  const registry = await registryOf(context, release);
  const baseRelease = await chooseBase(context, registry, release, options, pinned);
  const target = await fetchRelease(context, registry, release, pinned);
  const opened = await unpackRelease(context, target);
  const base = baseRelease && (await fetchRelease(context, registry, baseRelease, pinned));
  const reading = readingOf(opened, base && (await unpackRelease(context, base)));
  return { reading, target, base };
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
