import { expect, test } from 'vitest';
import { tokenOf } from './token.ts';

const token = 'A'.repeat(42) + '_';

test('a token is taken from the fragment', () => {
  expect(tokenOf(`#token=${token}`)).toBe(token);
});

test.each(['', '#', `#token=${token}x`, `#token=${token}&file=a`, `#x&token=${token}`, '#token=<script>'])(
  '%s holds none',
  (hash) => expect(tokenOf(hash)).toBeNull(),
);
