import { CodedError } from '@countersign/shared/errors.ts';
import type { Context } from '../context.ts';

/** Asks before something is written or signed; `--yes` answers. Throws `declined`. */
export async function consent(context: Context, question: string): Promise<void> {
  if (context.options.yes) return;
  if (await context.terminal.confirm(question, '--yes')) return;
  throw new CodedError('declined', 'nothing was changed');
}
