import { isCoded } from '@countersign/shared/errors.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { packageName } from '@countersign/shared/purl/release.ts';
import { decodeEntry } from '@countersign/shared/statement/envelope.ts';
import type { Category, Severity } from '@countersign/shared/statement/flag.ts';
import { parseOutline, parseStatement } from '@countersign/shared/statement/parse.ts';
import type { Statement } from '@countersign/shared/statement/statement.ts';

/** What of a statement is searched for and listed by, besides its subject. */
export interface Topic {
  /** The date that it was signed with; null for a checkpoint. */
  readonly date: string | null;
  /** Of a review or flag. */
  readonly package: { readonly purl: string; readonly name: string; readonly ecosystem: string } | null;
  /** Of a flag. */
  readonly category: Category | null;
  /** Of a flag: what its text is looked for in. */
  readonly text: string | null;
  /** Of a flag: what it is, as flagFacts has it. */
  readonly facts: string | null;
}

interface FlagFacts {
  readonly severity?: Severity;
  readonly category?: Category;
  readonly ecosystem?: string;
}

/** One word for each fact that is given. */
export function flagFacts({ severity, category, ecosystem }: FlagFacts): string[] {
  return [
    ...(severity === undefined ? [] : [`severity:${severity}`]),
    ...(category === undefined ? [] : [`category:${category}`]),
    ...(ecosystem === undefined ? [] : [`ecosystem:${ecosystem}`]),
  ];
}

export const noTopic: Topic = { date: null, package: null, category: null, text: null, facts: null };

export function topicOf(statement: Statement): Topic {
  if (statement.kind === 'checkpoint') return noTopic;
  const { date } = statement.predicate;
  if (statement.kind !== 'review' && statement.kind !== 'flag') return { ...noTopic, date };
  const subject = statement.subject.name;
  const release = parsePurl(subject);
  const name = packageName(release).toLowerCase();
  const purl = formatPurl({ ...release, version: null, subpath: null });
  const topic = { ...noTopic, date, package: { purl, name, ecosystem: release.type } };
  if (statement.kind === 'review') return topic;
  const { severity, category, summary } = statement.predicate;
  const facts = flagFacts({ severity, category, ecosystem: release.type }).join(' ');
  return { ...topic, category, text: `${name} ${subject} ${category} ${summary}`, facts };
}

/** The topic, as JSON, of an entry that was admitted before topics were kept. What is unreadable today has none. */
export function topicOfEntry(entry: Uint8Array): string {
  try {
    const { payload } = decodeEntry(entry);
    return JSON.stringify(topicOf(parseStatement(parseOutline(payload))));
  } catch (error) {
    if (!isCoded(error)) throw error;
    return JSON.stringify(noTopic);
  }
}
