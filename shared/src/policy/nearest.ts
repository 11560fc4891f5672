const maxLength = 64;

/** The candidate that `text` was probably meant to be (case, then few typing errors), or null. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  if (text.length > maxLength) return null;
  const folded = text.toLowerCase();
  let best: string | null = null;
  let bound = Math.min(3, Math.floor(text.length / 3) + 1);
  for (const candidate of candidates) {
    if (candidate.length > maxLength) continue;
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance < bound || (distance === bound && best === null)) {
      best = candidate;
      bound = distance;
    }
  }
  return best;
}

/** Levenshtein distance where a swap of neighbours counts once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(substitution, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
