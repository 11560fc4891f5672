import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import type { Context } from '../context.ts';
import { showNote } from '../drafted/show-note.ts';
import { labelled } from '../report/columns.ts';
import { span } from '../terminal.ts';

/** All that a flag says, before anybody raises it. */
export function showFlag(context: Context, { draft: { subject, predicate }, note }: Unsigned<'flag'>): void {
  const { terminal } = context;
  const line = (label: string, text: string): void => {
    for (const part of labelled(`  ${label.padEnd(8)}  `, text, terminal.width)) terminal.notice(part);
  };
  terminal.notice([span('bad', predicate.severity), `  ${subject.name}`]);
  line('category', predicate.category);
  line('summary', predicate.summary);
  if (predicate.range === undefined) {
    terminal.notice(`  artifact  sha256:${subject.digest.sha256}`);
    terminal.notice(`            sha512:${subject.digest.sha512 ?? ''}`);
  } else line('versions', predicate.range);
  for (const { path, lines, sha256 } of predicate.evidence) {
    const place = lines === undefined ? path : `${path}:${[...new Set(lines)].join('-')}`;
    line('evidence', place);
    terminal.notice(sha256 === undefined ? '            not checked' : `            sha256:${sha256}`);
  }
  line('date', predicate.date);
  showNote(context, note);
}
