import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import type { Context } from '../context.ts';
import { showNote } from '../drafted/show-note.ts';
import { span } from '../terminal.ts';

/** All that a flag says, before anybody raises it. */
export function showFlag(context: Context, { draft: { subject, predicate }, note }: Unsigned<'flag'>): void {
  const { terminal } = context;
  terminal.notice([span('bad', predicate.severity), `  ${subject.name}`]);
  terminal.notice(`  category  ${predicate.category}`);
  terminal.notice(`  summary   ${predicate.summary}`);
  if (predicate.range === undefined) terminal.notice(`  artifact  sha256:${subject.digest.sha256}`);
  else terminal.notice(`  versions  ${predicate.range}`);
  for (const { path, lines, sha256 } of predicate.evidence) {
    const place = lines === undefined ? path : `${path}:${[...new Set(lines)].join('-')}`;
    terminal.notice(`  evidence  ${place}${sha256 === undefined ? ', not checked' : `  sha256:${sha256}`}`);
  }
  showNote(context, note);
}
