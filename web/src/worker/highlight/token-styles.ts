import { tagHighlighter, tags as t } from '@lezer/highlight';
import { tokenStyles } from '../reading.ts';

type Style = (typeof tokenStyles)[number];

const styles: Readonly<Record<Style, readonly (typeof t)['keyword'][]>> = {
  keyword: [t.keyword, t.self, t.null, t.atom],
  string: [t.string, t.attributeValue, t.escape, t.monospace],
  number: [t.number, t.color, t.unit],
  comment: [t.comment, t.documentMeta],
  name: [t.name],
  definition: [t.definition(t.variableName), t.labelName],
  type: [t.typeName, t.className, t.namespace, t.tagName],
  property: [t.propertyName, t.attributeName],
  operator: [t.operator],
  punctuation: [t.punctuation, t.derefOperator, t.processingInstruction, t.meta],
  regexp: [t.regexp],
  heading: [t.heading],
  link: [t.link, t.url],
  invalid: [t.invalid],
};

/** Its classes are the numbers of `tokenStyles`. */
export const numberedStyles = tagHighlighter(
  tokenStyles.map((style, index) => ({ tag: [...styles[style]], class: String(index) })),
);

/** The innermost of the classes that the highlighter gave. */
export function styleNumber(classes: string): number {
  return Number(classes.slice(classes.lastIndexOf(' ') + 1));
}
