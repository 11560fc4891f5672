import { Label, Summary } from '@countersign/shared/statement/fragments.ts';

const summaryPattern = patternOf(Summary);
const labelPattern = patternOf(Label);
const longestSummary = 200;

/** What is wrong with a text that goes into a log for good, or null. */
export function wrongSummary(option: string, text: string): string | null {
  if (text.length > 0 && text.length <= longestSummary && summaryPattern.test(text) && text.isWellFormed())
    return null;
  return `${option} is one line of 1 to ${longestSummary} characters, none of them control, invisible or bidirectional`;
}

export function wrongLabel(text: string): string | null {
  if (labelPattern.test(text)) return null;
  return `--label ${JSON.stringify(text)} is not kind:value in lower-case ASCII, such as employer:acme`;
}

/** The very pattern that the schema of a statement holds its text to. */
function patternOf(schema: object): RegExp {
  if (!('pattern' in schema) || typeof schema.pattern !== 'string')
    throw new TypeError('this schema has no pattern');
  return new RegExp(schema.pattern, 'u');
}
