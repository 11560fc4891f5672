import { toBase64Url } from '@countersign/shared/bytes/base64.ts';
import { toCanonicalJson } from '@countersign/shared/bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { encodeEntry, preAuthEncoding } from '@countersign/shared/statement/envelope.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import { payloadOf, type Draft } from '@countersign/shared/statement/sign.ts';
import {
  artifactFlag,
  changeReview,
  compromise,
  date,
  digestsOf,
  fullReview,
  profileOf,
  retraction,
  reviewer,
  rotation,
  vouchFor,
} from '@countersign/shared/statement/testing/drafts.ts';
import fc from 'fast-check';
import type { Case } from '../case.ts';

const alice = reviewer(1);
const bob = reviewer(2);
const target = { purl: 'pkg:npm/socks@2.8.4', digest: digestsOf('1') };
const base = { purl: 'pkg:npm/socks@2.8.3', digest: digestsOf('2') };
const lines: [number, number] = [3, 14];

const drafts: Readonly<Record<string, Draft<Kind>>> = {
  'a full review': fullReview(target.purl, target.digest, { signals: { set: 1, acknowledged: ['eval'] } }),
  'a change review': changeReview(base, target, {
    method: { kind: 'assisted', tool: 'tool', model: 'model' },
    note: 'a'.repeat(64),
  }),
  'a flag': artifactFlag(target.purl, target.digest, {
    evidence: [{ path: 'lib/i.js', lines, sha256: 'd'.repeat(64) }],
  }),
  'a vouch': vouchFor(bob.id, { labels: ['employer:acme'] }),
  'a retraction': retraction('e'.repeat(64) as StatementId),
  'a compromise': compromise(alice.id, date),
  'a rotation': rotation(alice.id, date, bob.id),
  'a profile': profileOf(alice.id, {
    name: 'Alice é \u{1f600}',
    labels: ['person:alice'],
    accounts: ['npm:alice'],
  }),
} satisfies Record<string, Draft<Kind>>;

/** Every kind as it should be, then with each of its fields bent in turn and signed all the same; then bent envelopes. */
export function statementCases(): Case[] {
  const entries = Object.entries(drafts).flatMap(([name, draft]) => {
    const payload = JSON.parse(fromUtf8(payloadOf(draft, alice))) as Json;
    return [{ name, entry: sign(toCanonicalJson(payload)) }, ...bentPayloads(name, payload)];
  });
  return [...entries, ...bentTexts(), ...bentEnvelopes()].map(({ name, entry }) => ({
    name,
    verb: 'open',
    args: [entry],
  }));
}

interface Entry {
  readonly name: string;
  readonly entry: Uint8Array;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function sign(payload: string): Uint8Array {
  const bytes = toUtf8(payload);
  return encodeEntry({ payload: bytes, signature: alice.sign(preAuthEncoding(bytes)) });
}

const strange: readonly Json[] = [null, 7, 'x', '\u{1f600}', [], {}];

function bentPayloads(name: string, payload: Json): Entry[] {
  return [...placesIn(payload)].flatMap((path, place) => {
    const at = `${name}, ${path.join('.')}`;
    // Three for each place, so that all come by and it does not take long.
    const bent = strange
      .filter((_, at) => (at + place) % 2 === 0)
      .map((value) => ({
        name: `${at} = ${JSON.stringify(value)}`,
        entry: sign(toCanonicalJson(replaced(payload, path, value))),
      }));
    const missing = { name: `${at} left out`, entry: sign(toCanonicalJson(replaced(payload, path))) };
    return [...bent, missing];
  });
}

/** The paths of all values in a value, arrays' items included. */
function* placesIn(value: Json, path: string[] = []): Generator<string[]> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    yield [...path, key];
    yield* placesIn(inner, [...path, key]);
  }
}

function replaced(value: Json, path: readonly string[], by?: Json): Json {
  const copy = structuredClone(value);
  let holder = copy as Record<string, Json>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, Json>;
  const last = path.at(-1) as string;
  if (by !== undefined) holder[last] = by;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}

function bentTexts(): Entry[] {
  const canonical = fromUtf8(payloadOf(drafts['a full review'] as Draft<Kind>, alice));
  const bent = (from: string, to: string): Entry => ({
    name: `${from} as ${to}`,
    entry: sign(canonical.replace(from, to)),
  });
  return [
    bent('{', '{"_type":"x",'),
    bent('"human"', '"\\ud800"'),
    bent('"human"', '"hum\\u0061n"'),
    bent('"set":1', '"set":1.0'),
    bent('"set":1', '"set":1e0'),
    bent('"set":1', '"set":-0'),
    bent('"set":1', '"set":1e999'),
    bent('"set":1', '"set":9007199254740993'),
    bent('"set":1', '"set":01'),
    bent('reviews:review:v1', 'reviews:review:v2'),
    bent('reviews:review:v1', 'trust:review:v1'),
    bent('reviews:review:v1', 'reviews:constructor:v1'),
    bent('"raw"', '"sshsig"'),
    bent('"raw"', '"pgp"'),
    bent(alice.id, bob.id),
    bent(alice.id, 'ed25519:x'),
    bent(date, '2026-02-30T00:00:00Z'),
    bent(date, '2026-11-22T17:00:00.000Z'),
    bent('pkg:npm/socks', 'pkg:npm/SOCKS'),
    { name: 'deep', entry: sign('['.repeat(20_000)) },
  ];
}

function bentEnvelopes(): Entry[] {
  const good = sign(fromUtf8(payloadOf(drafts['a vouch'] as Draft<Kind>, alice)));
  const text = fromUtf8(good);
  const envelope = JSON.parse(text) as { payload: string; signatures: { sig: string }[] };
  const [signature] = envelope.signatures;
  const sig = signature!.sig;
  const bent = [
    { ...envelope, note: '' },
    { ...envelope, payloadType: 'text/plain' },
    { ...envelope, signatures: [] },
    { ...envelope, signatures: [{ sig }, { sig }] },
    { ...envelope, signatures: [{ sig, keyid: 'alice' }] },
    { ...envelope, signatures: [{ sig: toBase64Url(Buffer.from(sig, 'base64')) }] },
    { ...envelope, signatures: [{ sig: `${sig.slice(0, -3)}B==` }] },
  ];
  const texts = [
    ` ${text}`,
    `${text}\n`,
    `\ufeff${text}`,
    text.replace('{', '{"payload":"",'),
    text.slice(0, -1),
    '',
    '{}',
    ...bent.map((value) => toCanonicalJson(value)),
  ];
  const changed = fc.sample(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), 100);
  return [
    ...texts.map((given, at) => ({ name: `envelope ${at}`, entry: toUtf8(given) })),
    ...changed.map(([at, byte]) => ({ name: `a vouch with ${byte} at ${at}`, entry: good.with(at, byte) })),
    ...fc.sample(fc.uint8Array({ maxLength: 400 }), 50).map((entry) => ({ name: 'any bytes', entry })),
    { name: 'no UTF-8', entry: Uint8Array.of(0x7b, 0xff, 0x7d) },
    { name: '10 MB', entry: new Uint8Array(1_000_000).fill(0x20) },
  ];
}
