import type { ArchiveFinding } from './finding.ts';
import type { Places } from './places.ts';

/** Findings about names alone: twins, and characters that do not show. */
export function nameFindings(places: Places): ArchiveFinding[] {
  const findings: ArchiveFinding[] = [];
  const firstOf = new Map<string, string>();
  for (const path of places.all()) {
    if (places.isLeaf(path) && /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(path)) {
      findings.push({ code: 'invisible-name', path });
    }
    const folded = fold(path);
    const first = firstOf.get(folded);
    if (first === undefined) firstOf.set(folded, path);
    // Two folders that become one lose nothing by it.
    else if (places.isLeaf(path) || places.isLeaf(first)) {
      const code = first.normalize('NFD') === path.normalize('NFD') ? 'unicode-twin' : 'case-twin';
      findings.push({ code, path, other: first });
    }
  }
  return findings;
}

/** As npm's tar folds paths to see which ones may be one file. */
function fold(path: string): string {
  return path.normalize('NFD').toLowerCase().toUpperCase();
}
