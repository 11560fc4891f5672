import { invisible } from '@countersign/shared/text/invisible.ts';

/**
 * `value` as indented JSON in which every character that a terminal would interpret or not show is spelled `\uXXXX`, and
 * so is the `##[` of a command to GitHub: what a package or a statement calls itself stays data, wherever the document is
 * shown.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(invisible, (characters) => (characters === '\n' ? characters : spelled(characters)))
    .replace(/#(?=#\[)/g, spelled);
}

function spelled(characters: string): string {
  let text = '';
  for (let at = 0; at < characters.length; at++) {
    text += `\\u${characters.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
