/** How a text that a visitor typed is looked for: by trigrams where it has one, else by how the name begins. */
export type TextSearch =
  | { readonly kind: 'trigrams'; readonly match: string }
  | { readonly kind: 'prefix'; readonly from: string; readonly to: string };

/** A phrase of FTS5, whatever the text holds. */
export function phrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** `match` is one phrase. */
export function textSearch(text: string): TextSearch {
  // FTS5 would take a NUL for the end of the query; no name or summary holds one.
  const sought = text.replaceAll('\0', ' ');
  if (Array.from(sought).length >= 3) return { kind: 'trigrams', match: phrase(sought) };
  const from = sought.toLowerCase();
  return { kind: 'prefix', from, to: `${from}\u{10ffff}` };
}
