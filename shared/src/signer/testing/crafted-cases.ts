import { concatBytes } from '../../bytes/compare.ts';
import { fromHex } from '../../bytes/hex.ts';
import { toUtf8 } from '../../bytes/text.ts';
import {
  challenge,
  craft,
  fromLittleEndian,
  identityEncodings,
  littleEndian,
  order,
  timesBase,
  torsion,
  type Signed,
} from './crafted-signature.ts';

/** What Ed25519 libraries answer differently, or might: for every test that holds some of them against each other. */

export const message = toUtf8('read and accepted');

const publicKey = timesBase(77n).toBytes();
const encodedR = timesBase(9n).toBytes();

/** A signature that is right. */
export const honest = craft(77n, 9n, publicKey, encodedR, message);

/** S is r alone: the equation holds for any message whose k makes k·A nothing, and for every one with the cofactor. */
export const smallOrderKeys: Signed[] = torsion.flatMap((point) =>
  [0n, 5n].map((r) => craft(0n, r, point.toBytes(), timesBase(r).toBytes(), message)),
);

/** The equation without cofactor holds for each; the first key has no torsion, so it is sound. */
export const mixedOrderKeys: Signed[] = torsion.map((point) => {
  const key = timesBase(77n).add(point).toBytes();
  let text = 0;
  while (challenge(encodedR, key, toUtf8(String(text))) % 8n !== 0n) text++;
  return craft(77n, 9n, key, encodedR, toUtf8(String(text)));
});

/** Each holds with the cofactor; the first R has no torsion, so it is right. */
export const mixedOrderRs: Signed[] = torsion.map((point) =>
  craft(77n, 9n, publicKey, timesBase(9n).add(point).toBytes(), message),
);

export const smallOrderRs: Signed[] = torsion.map((point) =>
  craft(77n, 0n, publicKey, point.toBytes(), message),
);

/** R is the identity, in each of its encodings. */
export const identityRs: Signed[] = identityEncodings.map((encoding) =>
  craft(77n, 0n, publicKey, fromHex(encoding, 32), message),
);

/** The identity in each of its encodings, and every y that is written as y + p. */
export const secondEncodings: Signed[] = [
  ...identityEncodings.map((encoding) =>
    craft(0n, 5n, fromHex(encoding, 32), timesBase(5n).toBytes(), message),
  ),
  ...[0n, 1n].flatMap((sign) =>
    Array.from({ length: 19 }, (_, y) => ({
      publicKey: littleEndian(2n ** 255n - 19n + BigInt(y) + sign * 2n ** 255n),
      message,
      signature: concatBytes(timesBase(5n).toBytes(), littleEndian(5n)),
    })),
  ),
];

/** S + n·L: the equation holds, S < L does not. */
export const unreducedScalars: Signed[] = [1n, 2n, 8n, 15n].map((times) => {
  const s = fromLittleEndian(honest.signature.subarray(32)) + times * order;
  return { ...honest, signature: concatBytes(encodedR, littleEndian(s)) };
});

const offCurve = littleEndian(2n);

export const noPoints: Signed[] = [
  { ...honest, publicKey: offCurve },
  { ...honest, signature: concatBytes(offCurve, honest.signature.subarray(32)) },
];

export const otherLengths: Signed[] = [
  ...[0, 31, 33].map((length) => ({ ...honest, publicKey: new Uint8Array(length) })),
  ...[0, 32, 63, 65].map((length) => ({ ...honest, signature: new Uint8Array(length) })),
];

/** All of the above by name. Of mixedOrderKeys and mixedOrderRs the first one is right, and honest; nothing else. */
export const craftedCases: Readonly<Record<string, readonly Signed[]>> = {
  'an honest signature': [honest],
  'a key of small order': smallOrderKeys,
  'a key of mixed order': mixedOrderKeys,
  'an R of mixed order': mixedOrderRs,
  'an R of small order': smallOrderRs,
  'an identity R': identityRs,
  'a key in a second encoding': secondEncodings,
  'S of L or more': unreducedScalars,
  'no point of the curve': noPoints,
  'another length': otherLengths,
};
