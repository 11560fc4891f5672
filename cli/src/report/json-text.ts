import { invisible } from '../terminal.ts';

/**
 * `value` as indented JSON in which every character that a terminal would interpret or not show is spelled `\uXXXX`:
 * what a package or a statement calls itself stays data, wherever the document is shown.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(invisible, (character) =>
    character === '\n' ? character : spelled(character),
  );
}

function spelled(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at++) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
