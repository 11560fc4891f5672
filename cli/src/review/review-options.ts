import { CodedError } from '@countersign/shared/errors.ts';
import { levels, type Level } from '@countersign/shared/statement/levels.ts';
import { maxNoteLength } from '@countersign/shared/statement/unsigned.ts';
import { refuseMistakes, wrongChoice } from '../arguments/choices.ts';
import type { Context } from '../context.ts';

export interface ReviewOptions {
  readonly release: string;
  readonly base?: string;
  readonly full?: boolean;
  readonly accept?: boolean;
  /** Reads through the pager, in place of the workbench. */
  readonly terminal?: boolean;
  /** False: the address of the workbench is only printed. */
  readonly open?: boolean;
  readonly criteria?: readonly string[];
  readonly thoroughness?: string;
  readonly understanding?: string;
  readonly note?: string;
}

/** The options once their values are known to be valid. */
export interface CheckedOptions extends ReviewOptions {
  readonly criteria?: readonly string[];
  readonly thoroughness?: Level;
  readonly understanding?: Level;
}

/** Throws `arguments-invalid` with all that is wrong or, with `--accept`, missing; `prompt-impossible` where nobody can be asked. */
export function checkReviewOptions(
  { terminal, options: { yes } }: Context,
  options: ReviewOptions,
  criteria: readonly string[],
): CheckedOptions {
  const { base, full, accept, thoroughness, understanding, note } = options;
  const workbench = !accept && !options.terminal;
  const forPage = (present: unknown, flag: string): string | null =>
    workbench && present !== undefined
      ? `${flag} goes with --accept or --terminal: the workbench has it on its page`
      : null;
  const missing = (present: unknown, flag: string): string | null =>
    accept && !present ? `--accept needs ${flag}` : null;
  refuseMistakes([
    base !== undefined && full ? '--base and --full: choose one' : null,
    accept && options.terminal ? '--accept and --terminal: choose one' : null,
    options.open === false && !workbench ? '--no-open is for the workbench' : null,
    missing(base !== undefined || full, '--full, or --base VERSION'),
    missing(options.criteria, `--criteria: ${criteria.join(', ')}`),
    missing(thoroughness, `--thoroughness: ${levels.join(', ')}`),
    missing(understanding, `--understanding: ${levels.join(', ')}`),
    ...(options.criteria ?? []).map((name) => wrongChoice('--criteria', name, criteria)),
    thoroughness === undefined ? null : wrongChoice('--thoroughness', thoroughness, levels),
    understanding === undefined ? null : wrongChoice('--understanding', understanding, levels),
    note !== undefined && (note === '' || Buffer.byteLength(note) > maxNoteLength)
      ? `--note has 1 to ${maxNoteLength} bytes`
      : null,
    note !== undefined && !note.isWellFormed() ? '--note is no text' : null,
    forPage(options.criteria, '--criteria'),
    forPage(thoroughness, '--thoroughness'),
    forPage(understanding, '--understanding'),
    forPage(note, '--note'),
  ]);
  if (accept && !yes && !terminal.interactive) {
    const what = 'with --accept and without a terminal, --yes says that you read every file';
    throw new CodedError('prompt-impossible', what, { flag: '--yes' });
  }
  // The workbench asks on stderr; a pager needs all of the terminal.
  if (!accept && !(terminal.interactive && (workbench || terminal.showsResults))) {
    const scripts = '--accept --full|--base VERSION --criteria C --thoroughness T --understanding U --yes';
    throw new CodedError('prompt-impossible', `no terminal to read in; for scripts: ${scripts}`, {
      flag: '--accept',
    });
  }
  if (workbench && yes)
    refuseMistakes(['--yes goes with --accept or --terminal: in the workbench it is you who signs']);
  return options as CheckedOptions;
}
