import { counted } from './counted.ts';

/** What a change does to the settings of npm: by name only, since values may be credentials. */
export function describeNpmrcEdits(base: string, head: string): string[] {
  const before = settings(base);
  const after = settings(head);
  const names = (list: Map<string, string>, keep: (key: string, value: string) => boolean) =>
    [...list].filter(([key, value]) => keep(key, value)).map(([key]) => key);
  const parts: [string, string[]][] = [
    ['sets', names(after, (key) => !before.has(key))],
    ['changes', names(after, (key, value) => before.has(key) && before.get(key) !== value)],
    ['removes', names(before, (key) => !after.has(key))],
  ];
  return parts.flatMap(([verb, keys]) => counted(verb, 'npm setting', 'npm settings', keys));
}

/** Each name with all its lines, in order: npm reads repeated names and `name[]` as lists. */
function settings(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split(/\r\n?|\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const equals = line.indexOf('=');
    const name = (equals < 0 ? line : line.slice(0, equals)).trim().slice(0, 100);
    found.set(name, `${found.get(name) ?? ''}${line}\n`);
  }
  return found;
}
