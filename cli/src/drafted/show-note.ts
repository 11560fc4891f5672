import type { Context } from '../context.ts';
import { wrapped } from '../report/wrap.ts';
import { span, visible } from '../terminal.ts';

const margin = '  │ ';

/** A note in full. Every line, also where one is broken, stands behind a margin: none can pass for one of ours. */
export function showNote({ terminal }: Context, note: string | null): void {
  if (note === null) return;
  terminal.notice('  with this note, for anyone to read:');
  for (const line of note.split('\n')) {
    for (const part of broken(visible(line), terminal.width - margin.length))
      terminal.notice([span('quiet', margin), part]);
  }
}

/** A word that is longer than the terminal is broken too. */
function broken(line: string, width: number): string[] {
  const most = Math.max(20, width);
  return wrapped(line, most).flatMap((part) => {
    const pieces: string[] = [];
    for (let at = 0; at === 0 || at < part.length; at += most) pieces.push(part.slice(at, at + most));
    return pieces;
  });
}
