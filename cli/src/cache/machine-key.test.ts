import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmac } from './machine-key.ts';

test('two hashes at a stroke are the HMAC of RFC 2104', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 0, maxLength: 64 }),
      fc.string({ unit: 'binary' }),
      (secret, text) => {
        expect(hmac(secret)(text)).toEqual(createHmac('sha256', secret).update(text).digest());
      },
    ),
  );
});
