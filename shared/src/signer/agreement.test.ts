import { existsSync, readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { expect, test, type TestContext } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { platform as browser } from '../platform/browser.ts';
import { platform as node } from '../platform/node.ts';
import { isUndisputed, verifyEd25519 } from './ed25519.ts';
import {
  honest,
  identityRs,
  message,
  mixedOrderKeys,
  mixedOrderRs,
  noPoints,
  otherLengths,
  secondEncodings,
  smallOrderKeys,
  smallOrderRs,
  unreducedScalars,
} from './testing/crafted-cases.ts';
import { craft, littleEndian, order, timesBase, torsion, type Signed } from './testing/crafted-signature.ts';

// node:crypto, WebCrypto and @noble/curves must accept the same signatures once signer/ed25519.ts has had its say.

async function webCryptoVerify({ publicKey, message, signature }: Signed): Promise<boolean> {
  const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
  try {
    const key = await crypto.subtle.importKey('raw', copy(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, copy(signature), copy(message));
  } catch {
    return false;
  }
}

/** What all three say; fails the test when they differ. */
async function verdict(signed: Signed): Promise<boolean> {
  const { publicKey, message, signature } = signed;
  const undisputed = isUndisputed(publicKey, signature);
  const verdicts = {
    signature: toHex(signature),
    node: undisputed && node.verifyEd25519(publicKey, message, signature),
    webCrypto: undisputed && (await webCryptoVerify(signed)),
    noble: undisputed && browser.verifyEd25519(publicKey, message, signature),
  };
  const ours = verifyEd25519(publicKey, message, signature);
  expect(verdicts).toEqual({ signature: toHex(signature), node: ours, webCrypto: ours, noble: ours });
  return ours;
}

function published(name: string, context: TestContext): Record<string, unknown>[] {
  const file = new URL(`../../../../shared/vectors/ed25519/${name}`, import.meta.url);
  if (!existsSync(file)) {
    if (process.env['CI'] === 'true') throw new Error(`../shared/vectors/ed25519/${name} is missing`);
    console.log(`SKIPPED: ../shared/vectors/ed25519/${name} is not there`);
    context.skip(`../shared/vectors/ed25519/${name} is not there`);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
}

const bytesOf = (hex: unknown): Uint8Array => Uint8Array.from(Buffer.from(String(hex), 'hex'));

test('every published edge case (speccheck) is refused, by all three', async (context) => {
  const cases = published('edge-cases.json', context);
  expect(cases).toHaveLength(12);
  for (const { pub_key, message: text, signature } of cases) {
    const signed = { publicKey: bytesOf(pub_key), message: bytesOf(text), signature: bytesOf(signature) };
    expect(await verdict(signed)).toBe(false);
  }
});

test('every published key or R of small order (ZIP 215) is refused, by all three', async (context) => {
  const cases = published('zip215.json', context);
  expect(cases).toHaveLength(196);
  for (const { vk_bytes, sig_bytes } of cases) {
    const signed = { publicKey: bytesOf(vk_bytes), message: toUtf8('Zcash'), signature: bytesOf(sig_bytes) };
    expect(await verdict(signed)).toBe(false);
  }
});

test('an honest signature is accepted', async () => {
  expect(await verdict(honest)).toBe(true);
});

test('a key of small order, which could sign any message, is refused', async () => {
  for (const signed of smallOrderKeys) expect(await verdict(signed)).toBe(false);
});

test('a key of mixed order is refused even where the equation without cofactor holds', async () => {
  for (const [i, signed] of mixedOrderKeys.entries()) {
    expect(node.verifyEd25519(signed.publicKey, signed.message, signed.signature)).toBe(true);
    expect(await verdict(signed)).toBe(i === 0);
  }
});

test('an R of mixed order, which holds only with the cofactor, is refused', async () => {
  for (const [i, signed] of mixedOrderRs.entries()) {
    expect(ed25519.verify(signed.signature, message, signed.publicKey, { zip215: false })).toBe(true);
    expect(await verdict(signed)).toBe(i === 0);
  }
});

test('an R of small order is refused, and the identity too, which OpenSSL 3.0 and noble take', async () => {
  for (const signed of smallOrderRs) expect(await verdict(signed)).toBe(false);
  for (const signed of identityRs) {
    expect(ed25519.verify(signed.signature, message, signed.publicKey, { zip215: true })).toBe(true);
    expect(await verdict(signed)).toBe(false);
    expect(isUndisputed(signed.publicKey, signed.signature)).toBe(false);
  }
});

test('a key in a second encoding is refused', async () => {
  for (const signed of secondEncodings) {
    expect(await verdict(signed)).toBe(false);
    expect(isUndisputed(signed.publicKey, signed.signature)).toBe(false);
  }
});

test('S of L or more, a second signature for the same message, is refused', async () => {
  for (const signed of unreducedScalars) expect(await verdict(signed)).toBe(false);
  const { publicKey, signature } = honest;
  const withScalar = (s: bigint) => concatBytes(signature.subarray(0, 32), littleEndian(s));
  expect(isUndisputed(publicKey, withScalar(order))).toBe(false);
  expect(isUndisputed(publicKey, withScalar(order - 1n))).toBe(true);
});

test('what is no point of the curve, and a key or signature of another length, is refused without a throw', async () => {
  for (const signed of [...noPoints, ...otherLengths]) expect(await verdict(signed)).toBe(false);
});

test('checking a key leaves its bytes as they were, also in a Buffer', () => {
  const { publicKey, signature } = craft(
    78n,
    9n,
    timesBase(78n).negate().toBytes(),
    timesBase(9n).negate().toBytes(),
    message,
  );
  const key = Buffer.from(publicKey);
  const inBuffer = Buffer.from(signature);
  isUndisputed(key, inBuffer);
  expect([toHex(key), toHex(inBuffer)]).toEqual([toHex(publicKey), toHex(signature)]);
});

test('each signs what all verify, and every changed bit is refused by all', async () => {
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const law = fc.asyncProperty(
    seeds,
    fc.uint8Array({ maxLength: 200 }),
    fc.nat({ max: 768 - 1 }),
    async (seed, text, bit) => {
      const publicKey = node.ed25519PublicKey(seed);
      const signature = Uint8Array.from(node.signEd25519(seed, text));
      expect(toHex(browser.ed25519PublicKey(seed))).toBe(toHex(publicKey));
      expect(toHex(browser.signEd25519(seed, text))).toBe(toHex(signature));
      expect(await verdict({ publicKey, message: text, signature })).toBe(true);
      const changed = concatBytes(publicKey, signature);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const forged = { publicKey: changed.subarray(0, 32), message: text, signature: changed.subarray(32) };
      expect(await verdict(forged)).toBe(false);
    },
  );
  await fc.assert(law, { numRuns: 60 });
});

test('whatever torsion is added to key and R, all three agree, and only none at all verifies', async () => {
  const scalars = fc.bigInt({ min: 1n, max: order - 1n });
  const eighths = fc.nat({ max: 7 });
  const law = fc.asyncProperty(scalars, scalars, eighths, eighths, async (a, r, onKey, onR) => {
    const publicKey = timesBase(a).add(torsion[onKey]!).toBytes();
    const encodedR = timesBase(r).add(torsion[onR]!).toBytes();
    expect(await verdict(craft(a, r, publicKey, encodedR, message))).toBe(onKey === 0 && onR === 0);
  });
  await fc.assert(law, {
    numRuns: 60,
    examples: [
      [7n, 5n, 0, 0],
      [7n, 5n, 0, 4],
      [7n, 5n, 4, 0],
    ],
  });
});
