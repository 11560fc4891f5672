import { isRecord } from '@countersign/shared/bytes/json.ts';
import type { EntryLines } from './entry-lines.ts';
import type { JsonObject } from './json-text.ts';
import { readLegacyEntries } from './legacy.ts';
import { readPackage, type LockedPackage } from './locked-package.ts';
import { nameOfKey } from './location.ts';
import type { Report } from './lockfile.ts';

/**
 * A v2 lockfile says everything twice: npm 6 reads `dependencies`, later ones `packages`. What is only in one of them or
 * differs was written by hand, and one of the two installers gets something that nobody judged.
 */
export function compareSections(
  root: JsonObject,
  packages: ReadonlyMap<string, LockedPackage>,
  lines: EntryLines,
  report: Report,
): void {
  if (!isRecord(root.dependencies)) {
    report('sections-disagree', null, 1, 'its "dependencies" is not an object');
    return;
  }
  const lineOf = (place: string) => lines.ofDependencies().get(place) ?? 1;
  const seen = new Set<string>();
  for (const { key, place, entry } of readLegacyEntries(root.dependencies)) {
    if (nameOfKey(key) === null) continue;
    seen.add(key);
    const unsure: Report = (...problem) => report(problem[0], key, lineOf(place), problem[3]);
    const old = readPackage(key, 1, entry, unsure);
    const current = packages.get(key);
    if (old === null) continue;
    const wrong = current === undefined ? 'is not in "packages"' : difference(old, current);
    if (wrong !== null) report('sections-disagree', key, lineOf(place), `${JSON.stringify(key)} ${wrong}`);
  }
  for (const { key, line, link } of packages.values()) {
    // Deeper ones npm itself leaves out where links lead in a circle.
    if (link || seen.has(key) || key !== `node_modules/${nameOfKey(key)}`) continue;
    report('sections-disagree', key, line, `${JSON.stringify(key)} is not in "dependencies"`);
  }
}

function difference(old: LockedPackage, current: LockedPackage): string | null {
  if (old.link !== current.link) return 'is a link in one half only';
  if (old.link) return null;
  if (old.integrity !== current.integrity) return 'has two integrities';
  // A name that only npm 7 writes (git, file) is not known to the older half.
  if (old.name !== null && old.name !== (current.name ?? nameOfKey(current.key))) return 'has two names';
  if (old.version !== null && old.version !== current.version) return 'has two versions';
  if (old.resolved !== null && current.resolved !== null && old.resolved !== current.resolved) {
    return isGit(old.resolved) && isGit(current.resolved) ? null : 'comes from two places';
  }
  return null;
}

/** The two halves may spell one repository differently; by git nothing is pinned anyhow. */
function isGit(resolved: string): boolean {
  return resolved.startsWith('git');
}
