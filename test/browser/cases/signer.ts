import { existsSync, readFileSync } from 'node:fs';
import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { craftedCases, message } from '@countersign/shared/signer/testing/crafted-cases.ts';
import {
  craft,
  order,
  timesBase,
  torsion,
  type Signed,
} from '@countersign/shared/signer/testing/crafted-signature.ts';
import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { fromBase64Url } from '@countersign/shared/bytes/base64.ts';
import fc from 'fast-check';
import type { Case } from '../case.ts';

/** Signatures that libraries answer differently; honest ones, and honest ones with one bit changed. */
export function signerCases(): Case[] {
  return [
    ...Object.entries(craftedCases).flatMap(([name, all]) => all.map((signed) => verify(name, signed))),
    ...withTorsion(),
    ...honestAndForged(),
    ...spellings().map((text): Case => ({
      name: text.slice(0, 80),
      verb: 'parseSigner',
      args: [toUtf8(text)],
    })),
  ];
}

const folder = new URL('../../../../shared/vectors/ed25519/', import.meta.url);
export const vectorsAreMissing = !existsSync(folder);

/** speccheck (12 cases) and ZIP 215 (196), as noble-curves publishes them. */
export function publishedSignerCases(): Case[] {
  const read = (name: string): Record<string, string>[] =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>[];
  const bytes = (hex: string | undefined) => Uint8Array.from(Buffer.from(String(hex), 'hex'));
  return [
    ...read('edge-cases.json').map((vector, at) =>
      verify(`speccheck ${at}`, {
        publicKey: bytes(vector['pub_key']),
        message: bytes(vector['message']),
        signature: bytes(vector['signature']),
      }),
    ),
    ...read('zip215.json').map((vector, at) =>
      verify(`ZIP 215, ${at}`, {
        publicKey: bytes(vector['vk_bytes']),
        message: toUtf8('Zcash'),
        signature: bytes(vector['sig_bytes']),
      }),
    ),
  ];
}

function verify(name: string, { publicKey, message, signature }: Signed): Case {
  return { name, verb: 'verify', args: [publicKey, message, signature] };
}

function withTorsion(): Case[] {
  const scalar = fc.bigInt({ min: 1n, max: order - 1n });
  const eighths = fc.nat({ max: 7 });
  return fc.sample(fc.tuple(scalar, scalar, eighths, eighths), 40).map(([a, r, onKey, onR]) => {
    const publicKey = timesBase(a).add(torsion[onKey]!).toBytes();
    const encodedR = timesBase(r).add(torsion[onR]!).toBytes();
    return verify(`torsion ${onKey} on the key, ${onR} on R`, craft(a, r, publicKey, encodedR, message));
  });
}

function honestAndForged(): Case[] {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const drawn = fc.tuple(seed, fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 767 }));
  return fc.sample(drawn, 40).flatMap(([secret, text, bit]) => {
    const key = signerFromSeed(secret);
    const publicKey = fromBase64Url(key.id.slice('ed25519:'.length));
    const changed = concatBytes(publicKey, key.sign(text));
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    return [
      verify('honest', { publicKey, message: text, signature: key.sign(text) }),
      verify(`bit ${bit} changed`, {
        publicKey: changed.subarray(0, 32),
        message: text,
        signature: changed.subarray(32),
      }),
    ];
  });
}

function spellings(): string[] {
  const { id } = signerFromSeed(new Uint8Array(32).fill(1));
  const key = id.slice('ed25519:'.length);
  const hardware = (application: string) =>
    `sk-ed25519:${Buffer.concat([Buffer.from(key, 'base64url'), Buffer.from(application)]).toString('base64url')}`;
  const applications = [
    '',
    'ssh:',
    'ssh:work',
    'https://example.com',
    'ssh:é',
    'ssh:\u001b[2J',
    `ssh:${'x'.repeat(125)}`,
  ];
  return [
    '',
    key,
    id,
    `${id}=`,
    `${id}\n`,
    `${id}:x`,
    id.replace('ed', 'Ed'),
    `${id.slice(0, -1)}x`,
    id.slice(0, -1),
    `ed25519:${'_'.repeat(43)}`,
    `ed25519:${'/'.repeat(43)}`,
    `ed25519:${'A'.repeat(100_000)}`,
    ...applications.map(hardware),
  ];
}
