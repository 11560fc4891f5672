import fc from 'fast-check';
import { toUtf8 } from '../../bytes/text.ts';

/** Lines of few kinds, so that they repeat; with every terminator, NULs and bytes that are no UTF-8. */
const line = fc
  .constantFrom('a\n', 'b\n', 'c\n', '\n', '  }\n', 'a\r\n', 'a\r', 'a', '\0\n', 'é\n')
  .map(toUtf8);
const anyBytes = fc.uint8Array({ maxLength: 12 });

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const piece = fc.oneof({ arbitrary: line, weight: 8 }, { arbitrary: anyBytes, weight: 1 });
const text = fc.array(piece, { maxLength: 60 }).map(joined);

/** Two texts of which the second is sometimes made from the first by cutting it up and filling in. */
export const textPair: fc.Arbitrary<[Uint8Array, Uint8Array]> = fc.oneof(
  fc.tuple(text, text),
  fc
    .tuple(
      fc.array(fc.array(piece, { maxLength: 12 }).map(joined), { maxLength: 8 }),
      text,
      fc.nat(8),
      fc.nat(8),
    )
    .map(([parts, filling, from, to]): [Uint8Array, Uint8Array] => [
      joined(parts),
      joined([...parts.slice(0, from), filling, ...parts.slice(to)]),
    ]),
);

/** `count` lines whose text is made from their number. */
export function linesOfText(count: number, line: (index: number) => string): Uint8Array {
  return toUtf8(Array.from({ length: count }, (_, i) => `${line(i)}\n`).join(''));
}

/** Numbers from 0 up to `below` that look random and are the same each time (xorshift32, Marsaglia 2003). */
export function repeatableNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
