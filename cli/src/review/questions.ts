import { CodedError } from '@countersign/shared/errors.ts';
import type { Level } from '@countersign/shared/statement/levels.ts';
import { offeredLevels, thoroughnessScale, understandingScale } from '@countersign/shared/statement/scale.ts';
import type { Criterion } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import { consent } from '../project/consent.ts';
import { counted } from '../report/sizes.ts';
import type { Reading } from './reading.ts';
import type { CheckedOptions } from './review-options.ts';

/** What a reviewer says about a reading. */
export interface Answers {
  /** Each once. */
  readonly criteria: readonly Criterion[];
  readonly thoroughness: Level;
  readonly understanding: Level;
  readonly note: string | null;
}

/** Asks whatever the options leave open. Throws `declined` when the reader gives up. */
export async function askAnswers(
  context: Context,
  reading: Reading,
  options: CheckedOptions,
  known: readonly Criterion[],
): Promise<Answers> {
  const { terminal } = context;
  const what = reading.scope.kind === 'full' ? 'of this release' : 'of this change';
  if (!options.accept)
    await consent(context, `Did you read every file ${what} (${counted(reading.count, 'file')})?`);
  const criteria =
    options.criteria ??
    given(
      await terminal.chooseSome(
        'By which criteria do you accept it?',
        known.map(({ name }) => ({ value: name, label: name })),
        '--criteria',
      ),
    );
  const thoroughness =
    options.thoroughness ??
    given(await terminal.choose('How thoroughly did you read?', scale(thoroughnessScale), '--thoroughness'));
  const understanding =
    options.understanding ??
    given(
      await terminal.choose(
        'How much of it did you understand?',
        scale(understandingScale),
        '--understanding',
      ),
    );
  const note =
    options.note ??
    (options.accept ? '' : given(await terminal.askText('A note for others (or nothing)', '--note')));
  return {
    criteria: known.filter(({ name }) => criteria.includes(name)),
    thoroughness,
    understanding,
    note: note === '' ? null : note,
  };
}

function scale(texts: Readonly<Record<Level, string>>): { value: Level; label: string }[] {
  return offeredLevels.map((level) => ({ value: level, label: `${level.padEnd(6)}  ${texts[level]}` }));
}

function given<T>(answer: T | null): T {
  if (answer === null) throw new CodedError('declined', 'nothing was signed');
  return answer;
}
