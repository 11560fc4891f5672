import type { Context } from '../context.ts';
import { broken } from '../report/columns.ts';
import { span } from '../terminal.ts';

const margin = '  │ ';
/** The bar is of two columns where a terminal is set to wide letters. */
const marginColumns = 5;

/** A note in full. Every line, also where one is broken, stands behind a margin: none can pass for one of ours. */
export function showNote({ terminal }: Context, note: string | null): void {
  if (note === null) return;
  terminal.notice('  with this note, for anyone to read:');
  for (const line of note.replace(/\n$/, '').split('\n')) {
    for (const part of broken(line, terminal.width - marginColumns))
      terminal.notice([span('quiet', margin), part]);
  }
}
