import semver from 'semver';

/**
 * Whether a vers range (`vers:npm/>=1.2.0|<=1.2.3`) covers a version, by the ecosystem's own order. A range that cannot
 * be read covers every version: a flag that somebody miswrote must not be one that nobody sees.
 */
export function versCovers(range: string, type: string, version: string): boolean {
  const match = /^vers:([a-z]+)\/([^/]{1,1000})$/.exec(range);
  if (!match || match[1] !== type || type !== 'npm') return true;
  const constraints = (match[2] as string).split('|');
  if (constraints.length > 64) return true;
  if (constraints.length === 1 && constraints[0] === '*') return true;
  const parsed = semver.parse(version);
  if (!parsed) return true;

  const bounds: { operator: string; version: semver.SemVer }[] = [];
  for (const constraint of constraints) {
    const parts = /^(<=|>=|<|>|!=|=)?([0-9A-Za-z.+-]{1,256})$/.exec(constraint);
    const bound = parts && semver.parse(parts[2]);
    if (!parts || !bound) return true;
    bounds.push({ operator: parts[1] ?? '=', version: bound });
  }
  return !isRegular(bounds) || covers(bounds, parsed);
}

/** Each version once, and after each bound from below one from above: else its readers differ on what it covers. */
function isRegular(bounds: readonly { operator: string; version: semver.SemVer }[]): boolean {
  const sorted = bounds.toSorted((a, b) => semver.compare(a.version, b.version));
  if (sorted.some(({ version }, i) => i > 0 && semver.compare(sorted[i - 1]?.version ?? '', version) === 0)) {
    return false;
  }
  const ends = sorted.map(({ operator }) => operator[0]).filter((end) => end === '<' || end === '>');
  return ends.every((end, i) => i === 0 || end !== ends[i - 1]);
}

function covers(bounds: { operator: string; version: semver.SemVer }[], version: semver.SemVer): boolean {
  for (const bound of bounds) {
    if (semver.compare(version, bound.version) === 0) {
      if (bound.operator === '!=') return false;
      if (bound.operator.includes('=')) return true;
    }
  }
  const intervals = bounds
    .filter(({ operator }) => operator.startsWith('<') || operator.startsWith('>'))
    .sort((a, b) => semver.compare(a.version, b.version));
  if (intervals.length === 0) return bounds.every(({ operator }) => operator === '!=');
  const first = intervals[0] as (typeof intervals)[number];
  if (first.operator.startsWith('<') && semver.lt(version, first.version)) return true;
  for (let i = 0; i < intervals.length; i++) {
    const low = intervals[i] as (typeof intervals)[number];
    if (!low.operator.startsWith('>') || !semver.gt(version, low.version)) continue;
    const high = intervals[i + 1];
    if (!high || high.operator.startsWith('>')) {
      if (!high) return true;
      continue;
    }
    if (semver.lt(version, high.version)) return true;
  }
  return false;
}
