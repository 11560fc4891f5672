import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLines, firstOutside, intersection, noLines, withRange, type Ranges } from './ranges.ts';

const anyRange = fc
  .tuple(fc.nat(60), fc.nat(12))
  .map(([from, length]) => [from, from + length] as [number, number]);
const anyRanges = fc.array(anyRange, { maxLength: 20 });

function rangesOf(all: readonly (readonly [number, number])[]): Ranges {
  return all.reduce<Ranges>((ranges, [from, to]) => withRange(ranges, from, to), noLines);
}

function linesOf(all: readonly (readonly [number, number])[]): Set<number> {
  return new Set(all.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)));
}

test('ranges hold exactly the lines that were put in, in whatever order', () => {
  fc.assert(
    fc.property(anyRanges, (all) => {
      const ranges = rangesOf(all);
      expect(linesOf(ranges)).toEqual(linesOf(all));
      expect(countLines(ranges)).toBe(linesOf(all).size);
      expect(rangesOf(all.toReversed())).toEqual(ranges);
    }),
  );
});

test('ranges are sorted, and neither touch nor overlap', () => {
  fc.assert(
    fc.property(anyRanges, (all) => {
      const ranges = rangesOf(all);
      for (const [at, [from, to]] of ranges.entries()) {
        expect(from).toBeLessThan(to);
        if (at > 0) expect(ranges[at - 1]?.[1]).toBeLessThan(from);
      }
    }),
  );
});

test('an intersection is what both have', () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, (a, b) => {
      const both = intersection(rangesOf(a), rangesOf(b));
      expect(linesOf(both)).toEqual(linesOf(a).intersection(linesOf(b)));
    }),
  );
});

test('the first line outside is the first that the other set lacks', () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, (all, some) => {
      const missing = [...linesOf(all).difference(linesOf(some))];
      expect(firstOutside(rangesOf(all), rangesOf(some))).toBe(
        missing.length === 0 ? null : Math.min(...missing),
      );
    }),
  );
});

test('a range that adds nothing leaves the very same set', () => {
  const ranges = rangesOf([[2, 9]]);
  expect(withRange(ranges, 3, 5)).toBe(ranges);
  expect(withRange(ranges, 4, 4)).toBe(ranges);
});
