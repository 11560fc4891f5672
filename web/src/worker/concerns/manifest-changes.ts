import type { EntryPoint } from './entry-points.ts';
import { type FoundConcern, quote } from './found-concern.ts';
import type { Manifest } from './manifest.ts';

/** What package.json newly names as an entry point. */
export function entryConcerns(base: Manifest, target: Manifest): FoundConcern[] {
  const key = ({ field, path }: EntryPoint): string => `${field} ${path}`;
  const before = new Set(base.entries.map(key));
  const after = new Set(target.entries.map(key));
  return target.entries
    .filter((entry) => !before.has(key(entry)))
    .map(({ field, path }) => {
      const gone = base.entries.filter((entry) => entry.field === field && !after.has(key(entry)));
      const was = gone.length === 1 ? `; it was ${quote((gone[0] as EntryPoint).path)}` : '';
      return { concern: 'entry-point', text: `names ${quote(path)} in ${quote(field)}${was}` } as const;
    });
}

/** New and changed dependencies. */
export function dependencyConcerns(base: Manifest, target: Manifest): FoundConcern[] {
  const found: FoundConcern[] = [];
  for (const [key, { kind, name, range }] of target.dependencies) {
    const before = base.dependencies.get(key);
    const at = range === '' ? '' : ` at ${quote(range)}`;
    if (!before) found.push({ concern: 'new-dependency', text: `adds the ${kind} ${quote(name)}${at}` });
    else if (before.range !== range) {
      const text = `takes the ${kind} ${quote(name)}${at}; it was at ${quote(before.range)}`;
      found.push({ concern: 'new-dependency', text });
    }
  }
  return found;
}
