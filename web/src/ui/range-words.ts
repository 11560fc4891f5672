/**
 * A vers range for people: `vers:npm/>=1.2.0|<=1.2.3` is `1.2.0 – 1.2.3`. One that is not written plainly is quoted, with
 * what a gate makes of it: a range that cannot be read covers every version.
 */
export function rangeInWords(range: string): string {
  const bounds = readBounds(range);
  const words = bounds && wordsOf(bounds);
  return words ?? `every version that “${range}” covers, and all of them where that cannot be read`;
}

interface Bound {
  readonly operator: string;
  readonly version: string;
}

function readBounds(range: string): Bound[] | null {
  const list = /^vers:npm\/([^/]{1,1000})$/.exec(range)?.[1]?.split('|');
  if (!list || list.length > 64) return null;
  if (list.length === 1 && list[0] === '*') return [{ operator: '*', version: '' }];
  const bounds = list.map((text) => /^(<=|>=|<|>|!=|=)?([0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*)$/.exec(text));
  if (bounds.some((bound) => bound === null)) return null;
  return bounds.map((bound) => ({ operator: bound?.[1] ?? '=', version: bound?.[2] as string }));
}

/** Null where a bound from below follows another, or one from above: readers could differ on what that covers. */
function wordsOf(bounds: readonly Bound[]): string | null {
  const words: string[] = [];
  let low: Bound | null = null;
  let upper = false;
  for (const bound of bounds) {
    const { operator, version } = bound;
    if (operator === '*') return 'every version';
    if (operator === '=') words.push(version);
    else if (operator === '!=') words.push(`not ${version}`);
    else if (operator.startsWith('>')) {
      if (low) return null;
      low = bound;
    } else {
      if (!low && upper) return null;
      words.push(intervalInWords(low, bound));
      low = null;
      upper = true;
    }
  }
  if (low) words.push(low.operator === '>=' ? `${low.version} and later` : `later than ${low.version}`);
  if (words.every((word) => word.startsWith('not '))) return `every version, ${words.join(', ')}`;
  return words.join(', ');
}

function intervalInWords(low: Bound | null, high: Bound): string {
  const included = high.operator === '<=';
  if (!low) return included ? `up to ${high.version}` : `before ${high.version}`;
  if (low.operator === '>=') {
    return included ? `${low.version} – ${high.version}` : `${low.version} to before ${high.version}`;
  }
  return `after ${low.version}, ${included ? 'up to' : 'before'} ${high.version}`;
}
