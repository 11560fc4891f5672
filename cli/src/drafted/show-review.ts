import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { thoroughnessScale, understandingScale } from '@countersign/shared/statement/scale.ts';
import type { Context } from '../context.ts';
import { labelled } from '../report/columns.ts';
import { counted } from '../report/sizes.ts';
import { wrapped } from '../report/wrap.ts';
import type { Reading } from '../review/reading.ts';
import { span } from '../terminal.ts';
import { showNote } from './show-note.ts';

/** Paths that are named one by one; the others are counted. */
const mostUnread = 20;

/** All that a review says, before anybody signs it: in words, by its digests, its note in full, and what is affirmed. */
export function showReview(context: Context, drafted: Unsigned<'review'>, reading: Reading): void {
  const { terminal } = context;
  const { subject, predicate } = drafted.draft;
  const { scope, criteria, thoroughness, understanding, date } = predicate;
  const line = (label: string, text: string): void => terminal.notice(`  ${label.padEnd(13)} ${text}`);
  const foreign = (label: string, text: string): void => {
    for (const part of labelled(`  ${label.padEnd(13)} `, text, terminal.width)) terminal.notice(part);
  };
  terminal.notice();
  terminal.notice([span('strong', 'review'), `  ${subject.name}`]);
  line('sha256', subject.digest.sha256);
  line('sha512', subject.digest.sha512 ?? '');
  if (scope.kind === 'change') {
    foreign('since', scope.base.purl);
    line('', `sha256 ${scope.base.sha256}`);
    line('change', scope.change);
  } else {
    line('tree', scope.tree);
  }
  foreign('accepted as', criteria.join(', '));
  line('thoroughness', `${thoroughness}: ${thoroughnessScale[thoroughness]}`);
  line('understanding', `${understanding}: ${understandingScale[understanding]}`);
  line('read', coverageText(drafted, reading));
  for (const text of unread(drafted, reading)) foreign('', text);
  line('date', date);
  showNote(context, drafted.note);
  terminal.notice();
  for (const text of wrapped((drafted.affirmation ?? '').trimEnd(), terminal.width)) terminal.notice(text);
  terminal.notice();
  if (thoroughness === 'none') terminal.warn('thoroughness none never counts for a gate');
  if (drafted.read !== null) terminal.warn('a review of some files never counts for a gate');
}

function coverageText({ draft, read }: Unsigned<'review'>, { count }: Reading): string {
  const what = draft.predicate.scope.kind === 'full' ? 'of the release' : 'of the change';
  if (read === null) return `every file ${what}, ${counted(count, 'file')}`;
  return `only ${read.length} of the ${counted(count, 'file')} ${what}; not read:`;
}

function unread({ read }: Unsigned<'review'>, reading: Reading): string[] {
  if (read === null) return [];
  const covered = new Set(read);
  const left = reading.paths().filter((path) => !covered.has(path));
  const shown = left.slice(0, mostUnread);
  return left.length > shown.length ? [...shown, `and ${left.length - shown.length} more`] : shown;
}
