import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intraline, type LineRange } from './intraline.ts';

/** `a [b] c`: the marked parts in brackets. */
function marked(text: string, ranges: readonly LineRange[]): string {
  return ranges.toReversed().reduce((shown, [from, to]) => {
    return `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`;
  }, text);
}

function both(base: string, target: string): [string, string] {
  const marks = intraline(base, target);
  return [marked(base, marks.base), marked(target, marks.target)];
}

test.each([
  ['const a = 1;', 'const a = 2;', 'const a = [1];', 'const a = [2];'],
  ['return apple;', 'return orange;', 'return [apple];', 'return [orange];'],
  ['call(first)', 'call(first, second)', 'call(first)', 'call(first[, second])'],
  ['  indented();', '    indented();', '  indented();', '  [  ]indented();'],
  ['readFileSync(a)', 'readFile(a)', 'readFile[Sync](a)', 'readFile(a)'],
  ['same line', 'same line\r', 'same line', 'same line[\r]'],
  ['if (a === b) {', 'if (a == b) {', 'if (a ==[=] b) {', 'if (a == b) {'],
])('%s → %s', (base, target, baseMarked, targetMarked) => {
  expect(both(base, target)).toEqual([baseMarked, targetMarked]);
});

test('equal lines have no marks', () => {
  expect(intraline('x', 'x')).toEqual({ base: [], target: [] });
});

test('lines that are mostly different have no marks', () => {
  expect(intraline('const a = readFile(path);', 'for (;;) { evaluate(it) }')).toEqual({
    base: [],
    target: [],
  });
});

test('of long lines only the equal ends are told', () => {
  const [head, tail] = ['h'.repeat(4000), 't'.repeat(4000)];
  expect(both(`${head}one two${tail}`, `${head}one or two${tail}`)).toEqual([
    `${head}one two${tail}`,
    `${head}one [or ]two${tail}`,
  ]);
});

test('a line of 15 million characters takes no more than a walk over it', () => {
  const base = 'x'.repeat(15_000_000);
  expect(intraline(base, `${base.slice(0, -1)}y`)).toEqual({
    base: [[14_999_999, 15_000_000]],
    target: [[14_999_999, 15_000_000]],
  });
});

test('lines made to be hard are given up in bounded work', () => {
  const random = Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 31) % 2);
  const base = random.map((bit) => (bit ? '+' : '-')).join('');
  const target = random.map((bit) => (bit ? '-' : '+')).join('');
  const { base: from, target: to } = intraline(base, target);
  expect(without(base, from)).toBe(without(target, to));
});

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '(', '.', '\u{1f600}', '\u{1f601}', '\ud83d', '\ude00', 'é'),
  }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const pair = fc.oneof(
  fc.tuple(text, text),
  fc.tuple(text, text, text, text).map(([a, b, c, d]): [string, string] => [a + b + c, a + d + c]),
  fc.tuple(text, text).map(([a, b]): [string, string] => [a + 'ab'.repeat(1000), b + 'ab'.repeat(1000)]),
);

test('without what is marked both lines are equal; ranges ascend and split no surrogate pair', () => {
  fc.assert(
    fc.property(pair, ([base, target]) => {
      const marks = intraline(base, target);
      const some = marks.base.length + marks.target.length > 0;
      expect(some && without(base, marks.base) !== without(target, marks.target)).toBe(false);
      check(base, marks.base);
      check(target, marks.target);
    }),
    { numRuns: 1000 },
  );
});

function without(text: string, ranges: readonly LineRange[]): string {
  return ranges.toReversed().reduce((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text);
}

function check(text: string, ranges: readonly LineRange[]): void {
  let last = -1;
  for (const [from, to] of ranges) {
    expect(from).toBeGreaterThan(last);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(text.length);
    expect([from, to].filter((at) => splitsPair(text, at))).toEqual([]);
    last = to;
  }
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
