import type { Comment, Draft } from './draft.ts';

/**
 * What goes along with a statement as its note: the general note, then the comments in the order of the files.
 *
 *     Resolves names itself now; guarded by shouldLookup.
 *
 *     lib/index.js:14: why a new default here?
 *     lib/index.js:20-24 (before): this guard is gone
 *       and with it the check of the port
 *
 * Null when nothing was written.
 */
export function noteText(
  { note, comments }: Pick<Draft, 'note' | 'comments'>,
  paths: readonly string[],
): string | null {
  const place = new Map(paths.map((path, index) => [path, index]));
  const sorted = comments
    .filter(({ text }) => text.trim() !== '')
    .toSorted(
      (a, b) => (place.get(a.path) ?? 0) - (place.get(b.path) ?? 0) || a.line - b.line || side(a) - side(b),
    );
  const parts = [note.trim(), sorted.map(commentText).join('\n')].filter((part) => part !== '');
  return parts.length === 0 ? null : `${parts.join('\n\n')}\n`;
}

/** `lib/index.js:14: …`; further lines are indented, so that no comment can pass for another. */
function commentText({ path, side, line, to, text }: Comment): string {
  const lines = line === to ? `${line + 1}` : `${line + 1}-${to + 1}`;
  const where = side === 'base' ? ' (before)' : '';
  return `${path}:${lines}${where}: ${text.trim().replaceAll(/\r\n|[\r\n]/g, '\n  ')}`;
}

function side(comment: Comment): number {
  return comment.side === 'base' ? 0 : 1;
}
