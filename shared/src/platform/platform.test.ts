import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { deflateRaw, deflateStored } from '../artifact/testing/gzip-writer.ts';
import { platform as browser } from './browser.ts';
import { platform as node } from './node.ts';
import type { Platform } from './platform.ts';

const platforms: [string, Platform][] = [
  ['node', node],
  ['browser', browser],
];
const bytes = fc.uint8Array({ maxLength: 300 });
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** The bytes, or the code of the refusal. */
async function inflated(platform: Platform, data: Uint8Array, length: number): Promise<string> {
  try {
    return toHex(Uint8Array.from(await platform.inflateRaw(data, length)));
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** What both answer; fails when they differ. */
async function both(data: Uint8Array, length: number): Promise<string> {
  const answer = await inflated(node, data, length);
  expect(await inflated(browser, data, length)).toBe(answer);
  return answer;
}

test.each(platforms)('%s: hashes are those of FIPS 180-4', (_, platform) => {
  expect(toHex(platform.sha256(toUtf8('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(toHex(platform.sha512(toUtf8('abc')))).toMatch(
    /^ddaf35a193617abacc417349ae204131.*2a9ac94fa54ca49f$/,
  );
});

test.each(platforms)('%s: CRC-32 has its published check value', (_, platform) => {
  expect(platform.crc32(toUtf8('123456789'))).toBe(0xcbf43926);
});

test('CRC-32 of anything is alike, at every alignment', () => {
  for (let length = 0; length < 40; length++) {
    const data = Uint8Array.from({ length }, (_, at) => (at * 151 + length * 7) & 0xff);
    expect(browser.crc32(data)).toBe(node.crc32(data));
  }
  fc.assert(
    fc.property(bytes, (data) => {
      expect(browser.crc32(data)).toBe(node.crc32(data));
    }),
  );
});

test('hashes of anything are alike', () => {
  const alike = (data: Uint8Array) => {
    expect(toHex(browser.sha256(data))).toBe(toHex(node.sha256(data)));
    expect(toHex(browser.sha512(data))).toBe(toHex(node.sha512(data)));
  };
  fc.assert(fc.property(bytes, alike));
  alike(new Uint8Array(1_000_000).fill(7));
});

test('many hashes at once are those that one at a time gives, WebCrypto or none', async () => {
  const inputs = [0, 1, 4095, 4096, 4097, 9_000_000, 8_000_000, 3].map((length) =>
    new Uint8Array(length).fill(length & 0xff),
  );
  const alike = async (platform: Platform) => {
    for (const algorithm of ['sha256', 'sha512'] as const) {
      const each = await platform.hashEach(algorithm, inputs);
      expect(each.map(toHex)).toEqual(inputs.map((data) => toHex(node[algorithm](data))));
    }
  };
  for (const [, platform] of platforms) await alike(platform);
  vi.stubGlobal('crypto', {});
  try {
    await alike(browser);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('base64 is written alike, at any length, and read back', () => {
  const alike = (data: Uint8Array) => {
    expect(browser.toBase64(data)).toBe(node.toBase64(data));
    for (const [, platform] of platforms) {
      expect(Array.from(platform.fromBase64(node.toBase64(data)) ?? [])).toEqual(Array.from(data));
    }
  };
  fc.assert(fc.property(bytes, alike));
  alike(new Uint8Array(100_001).fill(200));
});

test('a text that is base64 in its written form is so on both, any other on neither', () => {
  const strict = (platform: Platform, text: string) => {
    const read = platform.fromBase64(text);
    return read !== null && platform.toBase64(read) === text;
  };
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('A', 'b', '=', '+', '/', '-', '_', ' ', '\n') }),
  );
  const alike = (given: string) => {
    expect(strict(browser, given)).toBe(strict(node, given));
  };
  fc.assert(fc.property(text, alike));
  for (const given of ['AA=A', 'AA', 'AB==', 'A===', 'AA==\n', '____'])
    expect(strict(node, given)).toBe(false);
});

test('keys and signatures are alike, and each verifies the other’s', () => {
  const alike = (secret: Uint8Array, message: Uint8Array) => {
    const key = node.ed25519PublicKey(secret);
    expect(toHex(browser.ed25519PublicKey(secret))).toBe(toHex(key));
    const signature = node.signEd25519(secret, message);
    expect(toHex(browser.signEd25519(secret, message))).toBe(toHex(signature));
    for (const [, platform] of platforms) expect(platform.verifyEd25519(key, message, signature)).toBe(true);
  };
  fc.assert(fc.property(seed, bytes, alike), { numRuns: 30 });
});

test('an altered key, message or signature is refused by both', () => {
  const alike = (secret: Uint8Array, message: Uint8Array, at: number, flip: number) => {
    const key = node.ed25519PublicKey(secret);
    const signature = node.signEd25519(secret, message);
    const altered = signature.slice();
    altered[at] = (altered[at] as number) ^ flip;
    const otherKey = key.slice();
    otherKey[at % 32] = (otherKey[at % 32] as number) ^ flip;
    for (const [, platform] of platforms) {
      expect(platform.verifyEd25519(key, message, altered)).toBe(false);
      expect(platform.verifyEd25519(otherKey, message, signature)).toBe(false);
      expect(platform.verifyEd25519(key, concatBytes(message, key), signature)).toBe(false);
      expect(platform.verifyEd25519(key.subarray(1), message, signature)).toBe(false);
      expect(platform.verifyEd25519(key, message, signature.subarray(1))).toBe(false);
    }
  };
  fc.assert(fc.property(seed, bytes, fc.nat(63), fc.integer({ min: 1, max: 255 }), alike), { numRuns: 30 });
});

test.each(platforms)('%s: random bytes are as many as asked for, and differ', (_, platform) => {
  expect(platform.randomBytes(32)).toHaveLength(32);
  expect(toHex(platform.randomBytes(32))).not.toBe(toHex(platform.randomBytes(32)));
});

test('a DEFLATE stream is inflated alike, stored or compressed, empty or of many slices', async () => {
  const noise = Uint8Array.from({ length: 200_000 }, (_, at) => (at * at * 31) >> 3);
  for (const data of [new Uint8Array(0), toUtf8('a'), toUtf8('abc'.repeat(9000)), noise]) {
    for (const stream of [await deflateRaw(data), deflateStored(data)]) {
      expect(await both(stream, data.length)).toBe(toHex(data));
    }
  }
});

test('a stream that is cut, followed by bytes or of another length is refused by both', async () => {
  const data = toUtf8('some text, some more text, some other text');
  for (const stream of [await deflateRaw(data), deflateStored(data)]) {
    for (let cut = 0; cut < stream.length; cut++) {
      expect(await both(stream.subarray(0, cut), data.length), `${cut}`).toBe('gzip-malformed');
    }
    for (const tail of [[0], [1], [0, 0, 0, 0], [...stream]]) {
      expect(await both(concatBytes(stream, new Uint8Array(tail)), data.length)).toBe('gzip-malformed');
    }
    for (const length of [0, 1, data.length - 1, data.length + 1, data.length + 100]) {
      expect(await both(stream, length)).toBe('gzip-malformed');
    }
  }
});

test('bytes after the end are refused in a later slice too', async () => {
  const data = Uint8Array.from({ length: 70_000 }, (_, at) => (at * at * 31) >> 3);
  const stream = deflateStored(data);
  for (const tail of [1, 16_384, 40_000]) {
    expect(await both(concatBytes(stream, new Uint8Array(tail)), data.length)).toBe('gzip-malformed');
  }
});

test('any bytes, and any stream with one byte changed, are answered alike', async () => {
  const alike = async (data: Uint8Array, length: number) => {
    expect(await inflated(browser, data, length)).toBe(await inflated(node, data, length));
  };
  await fc.assert(fc.asyncProperty(bytes, fc.nat(2000), alike));
  const text = toUtf8('the quick brown fox jumps over the lazy dog; '.repeat(20));
  const stream = await deflateRaw(text);
  const changed = async (at: number, byte: number) => {
    const altered = stream.slice();
    altered[at] = byte;
    await alike(altered, text.length);
  };
  await fc.assert(fc.asyncProperty(fc.nat(stream.length - 1), fc.nat(255), changed));
});

test('a bomb stops at the length that was asked for', async () => {
  const stream = await deflateRaw(new Uint8Array(50_000_000));
  expect(await both(stream, 1000)).toBe('gzip-malformed');
});

test('an engine that leaves bytes after the end unread does not let them through', async () => {
  const Strict = globalThis.DecompressionStream;
  const data = toUtf8('text, text, text');
  const stream = await deflateRaw(data);
  // Reads up to the end of the stream alone, as older engines do.
  class Lax extends TransformStream<Uint8Array, Uint8Array> {
    constructor() {
      const parts: Uint8Array[] = [];
      super({
        transform: (part) => void parts.push(part),
        async flush(controller) {
          const all = concatBytes(...parts).subarray(0, stream.length);
          controller.enqueue(await node.inflateRaw(all, data.length));
        },
      });
    }
  }
  globalThis.DecompressionStream = Lax as unknown as typeof DecompressionStream;
  try {
    expect(await inflated(browser, stream, data.length)).toBe(toHex(data));
    expect(await inflated(browser, concatBytes(stream, toUtf8('x')), data.length)).toBe('gzip-malformed');
  } finally {
    globalThis.DecompressionStream = Strict;
  }
});
