import { categories, severities, type Category, type Severity } from '@countersign/shared/statement/flag.ts';
import { ecosystems, isEcosystem, type Ecosystem } from '@countersign/shared/purl/ecosystem.ts';
import type { OpenedOf } from '../../app/opened.ts';

/** What the address asks for; anything in it that is no such value is as if it were not there. */
export interface FlagFilter {
  readonly severity?: Severity;
  readonly category?: Category;
  readonly ecosystem?: Ecosystem;
  readonly text?: string;
}

export const choices = { severity: severities, category: categories, ecosystem: ecosystems } as const;

const longestText = 200;

export function readFilter(search: Readonly<Record<string, string | undefined>>): FlagFilter {
  const { severity, category, ecosystem, text } = search;
  const isSeverity = (value: string): value is Severity => (severities as readonly string[]).includes(value);
  const isCategory = (value: string): value is Category => (categories as readonly string[]).includes(value);
  return {
    ...(severity !== undefined && isSeverity(severity) ? { severity } : {}),
    ...(category !== undefined && isCategory(category) ? { category } : {}),
    ...(ecosystem !== undefined && isEcosystem(ecosystem) ? { ecosystem } : {}),
    ...(text === undefined || text === '' ? {} : { text: text.slice(0, longestText) }),
  };
}

/** Held against the verified statement, since the node's own filter may be anything. */
export function fits({ statement }: OpenedOf<'flag'>, filter: FlagFilter): boolean {
  const { subject, predicate } = statement;
  const text = filter.text?.toLowerCase();
  return (
    (filter.severity === undefined || predicate.severity === filter.severity) &&
    (filter.category === undefined || predicate.category === filter.category) &&
    (filter.ecosystem === undefined || subject.name.startsWith(`pkg:${filter.ecosystem}/`)) &&
    (text === undefined ||
      subject.name.toLowerCase().includes(text) ||
      predicate.summary.toLowerCase().includes(text))
  );
}
