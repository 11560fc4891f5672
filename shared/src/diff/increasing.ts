/** Pairs of a position in the base and one in the target. */
export interface Pairs {
  readonly base: number[];
  readonly target: number[];
}

/**
 * A longest subset of `pairs`, whose base positions increase, in which the target positions increase too: the longest
 * increasing subsequence by patience sorting (Fredman 1975), O(n log n).
 */
export function longestIncreasing(pairs: Pairs): Pairs {
  const { base, target } = pairs;
  const previous = new Int32Array(target.length);
  // piles[k] is the pair that ends an increasing run of k + 1 pairs with the least target position.
  const piles: number[] = [];
  for (let i = 0; i < target.length; i++) {
    const position = target[i] as number;
    let low = 0;
    let high = piles.length;
    if (high > 0 && (target[piles[high - 1] as number] as number) < position) low = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((target[piles[middle] as number] as number) < position) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = i;
  }
  const found: Pairs = { base: [], target: [] };
  for (let at = piles.at(-1) ?? -1; at >= 0; at = previous[at] as number) {
    found.base.push(base[at] as number);
    found.target.push(target[at] as number);
  }
  found.base.reverse();
  found.target.reverse();
  return found;
}
