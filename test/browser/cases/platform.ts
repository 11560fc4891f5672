import { deflateRaw, deflateStored } from '@countersign/shared/artifact/testing/gzip-writer.ts';
import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import fc from 'fast-check';
import type { Case } from '../case.ts';

/** The platform contract, on what engines might answer in their own way. */

const anyBytes = fc.uint8Array({ maxLength: 300 });
const edges = [0, 1, 2, 3, 55, 56, 64, 111, 112, 128, 8191, 8192, 8193, 1_000_000].map((length) =>
  Uint8Array.from({ length }, (_, at) => (at * at * 31) >> 3),
);
const data = [...edges, ...fc.sample(anyBytes, 50)];
const base64Like = fc.string({
  unit: fc.constantFrom('A', 'b', '=', '+', '/', '-', '_', ' ', '\n', '\0', 'é'),
});
const texts = [
  'AA=A',
  'AA',
  'AB==',
  'AA==',
  'A===',
  'AA==\n',
  '____',
  ' AAAA',
  'AAAA====',
  ...fc.sample(base64Like, 100),
];
const seeds = fc.sample(fc.uint8Array({ minLength: 32, maxLength: 32 }), 20);

export async function platformCases(): Promise<Case[]> {
  return [
    ...data.flatMap((bytes): Case[] =>
      (['sha256', 'sha512', 'writeBase64'] as const).map((verb) => ({
        name: `${bytes.length} bytes`,
        verb,
        args: [bytes],
      })),
    ),
    ...texts.map((text): Case => ({ name: JSON.stringify(text), verb: 'readBase64', args: [toUtf8(text)] })),
    ...[new Uint8Array(31), new Uint8Array(32), ...seeds].map((seed, at): Case => ({
      name: `seed ${at}`,
      verb: 'sign',
      args: [seed, data[at] as Uint8Array],
    })),
    ...(await streams()).map(([name, stream, length]): Case => ({
      name,
      verb: 'inflate',
      args: [stream, toUtf8(String(length))],
    })),
  ];
}

type Stream = [name: string, stream: Uint8Array, length: number];

async function streams(): Promise<Stream[]> {
  const text = toUtf8('some text, some more text, some other text; '.repeat(20));
  const long = edges.at(-1) as Uint8Array;
  const zeros = await deflateRaw(new Uint8Array(20_000_000));
  const found: Stream[] = [
    ['nothing, deflated', await deflateRaw(new Uint8Array(0)), 0],
    ['no byte at all', new Uint8Array(0), 0],
    ['a megabyte, deflated', await deflateRaw(long), long.length],
    ['a megabyte, stored', deflateStored(long), long.length],
    ['a bomb over its limit', zeros, 1000],
    ['a bomb one byte over its limit', zeros, 19_999_999],
    ['a byte after a long stream', concatBytes(deflateStored(long), new Uint8Array(1)), long.length],
  ];
  for (const [kind, stream] of [
    ['deflated', await deflateRaw(text)],
    ['stored', deflateStored(text)],
  ] as const) {
    found.push([`${kind}, whole`, stream, text.length]);
    for (const tail of [[0], [1], [0, 0, 0, 0], [...stream]]) {
      found.push([
        `${kind}, then ${tail.length} bytes`,
        concatBytes(stream, new Uint8Array(tail)),
        text.length,
      ]);
    }
    for (const length of [0, 1, text.length - 1, text.length + 1, text.length + 100]) {
      found.push([`${kind}, said to give ${length}`, stream, length]);
    }
    for (let cut = 0; cut < stream.length; cut += cut < 8 || stream.length - cut < 9 ? 1 : 37) {
      found.push([`${kind}, cut at ${cut}`, stream.subarray(0, cut), text.length]);
    }
    for (const [at, byte] of fc.sample(fc.tuple(fc.nat(stream.length - 1), fc.nat(255)), 60)) {
      found.push([`${kind}, with ${byte} at ${at}`, stream.with(at, byte), text.length]);
    }
  }
  for (const bytes of fc.sample(anyBytes, 60)) found.push(['any bytes', bytes, bytes.length]);
  return found;
}
