import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCanonicalJson } from '../bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { encodeEntry, preAuthEncoding } from '../statement/envelope.ts';
import { namedSubject, payloadOf } from '../statement/sign.ts';
import {
  artifactFlag,
  changeReview,
  compromise,
  digestsOf,
  fullReview,
  profileOf,
  retraction,
  reviewer,
  rotation,
  vouchFor,
} from '../statement/testing/drafts.ts';
import { Court, hour, locked, now } from './testing/court.ts';

const [alice, bob, carol, mallory] = [1, 2, 3, 9].map(reviewer);
const v1 = { purl: 'pkg:npm/socks@1.0.0', digest: digestsOf('1') };
const v2 = { purl: 'pkg:npm/socks@2.0.0', digest: digestsOf('2') };
const v3 = { purl: 'pkg:npm/socks@3.0.0', digest: digestsOf('3') };
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

function court(): Court {
  return new Court().anchors(alice!, bob!);
}

/** Both anchors read v1 in full. */
function accepted(): Court {
  const world = court();
  world.log(fullReview(v1.purl, v1.digest), alice!);
  world.log(fullReview(v1.purl, v1.digest), bob!);
  return world;
}

test('two anchors who read it in full are an allow; one alone is not', () => {
  const world = court();
  world.log(fullReview(v1.purl, v1.digest), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
  world.log(fullReview(v1.purl, v1.digest), bob!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
});

test('a lockfile that names sha512 alone is enough', () => {
  expect(accepted().verdictOn(v1.purl, { sha512: v1.digest.sha512 })).toBe('allow');
});

test('a final key is enough alone', () => {
  const world = new Court().anchors({ key: alice!, final: true });
  world.log(fullReview(v1.purl, v1.digest), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
});

test('strangers never count, however many keys they mint', () => {
  const world = court();
  for (let i = 20; i < 60; i++) world.log(fullReview(v1.purl, v1.digest), reviewer(i));
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test.each([
  ['another version', 'pkg:npm/socks@1.0.1', v1.digest],
  ['another package', 'pkg:npm/sockz@1.0.0', v1.digest],
  ['other bytes', v1.purl, digestsOf('9')],
  ['one digest right, the other wrong', v1.purl, { ...v1.digest, sha256: digestsOf('9').sha256 }],
])('reviews of %s do not count', (_name, purl, digest) => {
  expect(accepted().verdictOn(purl, digest)).toBe('insufficient');
});

test.each([
  ['automated', { method: { kind: 'automated' as const, tool: 'scan', model: 'x' } }],
  ['of thoroughness none', { thoroughness: 'none' as const }],
  ['of a criterion that does not imply the one demanded', { criteria: ['safe-for-anonymity'] }],
  ['partial', { coverage: { read: 1, entries: 2, list: 'b'.repeat(64) } }],
])('a review that is %s does not count', (_name, fields) => {
  const world = court();
  world.log(fullReview(v1.purl, v1.digest, fields), alice!);
  world.log(fullReview(v1.purl, v1.digest), bob!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test('safe-to-deploy implies safe-to-run', () => {
  const world = court();
  for (const key of [alice!, bob!])
    world.log(fullReview(v1.purl, v1.digest, { criteria: ['safe-to-deploy'] }), key);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
});

test('a change review counts from a baseline artifact, and from nothing else', () => {
  const world = court();
  for (const key of [alice!, bob!]) world.log(changeReview(v1, v2), key);
  expect(world.verdictOn(v2.purl, v2.digest)).toBe('insufficient');
  expect(world.baseline(v1.purl, v1.digest).verdictOn(v2.purl, v2.digest)).toBe('allow');
});

test('a chain cannot be laundered: each step needs the same anchor', () => {
  const world = court().baseline(v1.purl, v1.digest);
  world.log(changeReview(v1, v2), alice!);
  world.log(changeReview(v2, v3), bob!);
  expect(world.verdictOn(v3.purl, v3.digest)).toBe('insufficient');
  world.log(changeReview(v2, v3), alice!);
  world.log(changeReview(v1, v2), bob!);
  expect(world.verdictOn(v3.purl, v3.digest)).toBe('allow');
});

test('a cycle of changes is no beginning', () => {
  const world = court();
  for (const key of [alice!, bob!]) {
    world.log(changeReview(v1, v2), key);
    world.log(changeReview(v2, v1), key);
  }
  expect(world.verdictOn(v2.purl, v2.digest)).toBe('insufficient');
});

test('no chain passes a flagged artifact, unless a waiver lets it', () => {
  const world = court().baseline(v1.purl, v1.digest);
  for (const key of [alice!, bob!]) {
    world.log(changeReview(v1, v2), key);
    world.log(changeReview(v2, v3), key);
  }
  expect(world.verdictOn(v3.purl, v3.digest)).toBe('allow');
  const id = world.log(artifactFlag(v2.purl, v2.digest, { severity: 'suspicious' }), alice!);
  expect(world.verdictOn(v3.purl, v3.digest)).toBe('insufficient');
  world.policy = {
    ...world.policy,
    waivers: [
      {
        release: v2.purl,
        digest: `sha512:${v2.digest.sha512}`,
        findings: [`flag-suspicious:${id}`],
        owner: 'carol',
        reason: 'looked at it',
        expires: '2026-12-31',
      },
    ],
  };
  // Its own signer's accept of v2 stays void; bob's chain stands alone.
  expect(world.verdictOn(v3.purl, v3.digest)).toBe('insufficient');
});

test('an anchor that flags what it accepted takes its accept back', () => {
  const world = accepted();
  world.log(artifactFlag(v1.purl, v1.digest, { severity: 'suspicious' }), alice!);
  const [verdict] = world.judge(locked(v1.purl, v1.digest)).releases;
  expect(verdict!.demands[0]!.measured.kappa).toBe(1);
});

test('a baseline entry exempts from reviews, never from flags', () => {
  const world = court().baseline(v1.purl, v1.digest);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(artifactFlag(v1.purl, v1.digest), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('blocked');
});

test('flags: by an anchor blocked, by one reachable quarantined, by a stranger nothing', () => {
  const world = accepted();
  world.log(artifactFlag(v1.purl, v1.digest), carol!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(vouchFor(carol!.id), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('quarantined');
  world.log(artifactFlag(v1.purl, v1.digest), bob!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('blocked');
});

test('keys minted behind one anchor never make more than one party', () => {
  const world = accepted();
  for (let i = 20; i < 30; i++) {
    world.log(vouchFor(reviewer(i).id), alice!);
    world.log(artifactFlag(v1.purl, v1.digest), reviewer(i));
  }
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('quarantined');
});

test('two signers whom a final anchor reaches are two parties: that anchor cannot be cut', () => {
  const world = new Court().anchors({ key: alice!, final: true });
  world.log(fullReview(v1.purl, v1.digest), alice!);
  for (const i of [20, 21]) {
    world.log(vouchFor(reviewer(i).id), alice!);
    world.log(artifactFlag(v1.purl, v1.digest, { severity: 'suspicious' }), reviewer(i));
  }
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('quarantined');
});

test('one suspicious flag of a reachable signer, or a vulnerable one, warns only', () => {
  const world = accepted();
  world.log(vouchFor(carol!.id), alice!);
  world.log(artifactFlag(v1.purl, v1.digest, { severity: 'suspicious' }), carol!);
  world.log(artifactFlag(v1.purl, v1.digest, { severity: 'vulnerable' }), bob!);
  const result = world.judge(locked(v1.purl, v1.digest));
  expect(result.verdict).toBe('allow');
  expect(result.releases[0]!.warnings).toHaveLength(1);
});

test('a flag counts by digest whatever name it carries, and by name whatever the digest', () => {
  const byDigest = accepted();
  byDigest.log(artifactFlag('pkg:npm/other@9.9.9', v1.digest), alice!);
  expect(byDigest.verdictOn(v1.purl, v1.digest)).toBe('blocked');
  const byName = accepted();
  byName.log(artifactFlag(v1.purl, digestsOf('8')), alice!);
  expect(byName.verdictOn(v1.purl, v1.digest)).toBe('blocked');
});

test.each([
  ['vers:npm/>=1.0.0|<2.0.0', 'blocked'],
  ['vers:npm/>1.0.0|<2.0.0', 'allow'],
  ['vers:npm/<=1.0.0', 'blocked'],
  ['vers:npm/!=1.0.0', 'allow'],
  ['vers:npm/0.5.0|1.0.0', 'blocked'],
  ['vers:npm/>=2.0.0', 'allow'],
  ['nonsense, so every version', 'blocked'],
  ['vers:pypi/>=2.0.0', 'blocked'],
])('a range flag %s: %s', (range, verdict) => {
  const world = accepted();
  const flag = artifactFlag(v1.purl, v1.digest, { range });
  world.log({ ...flag, subject: namedSubject('pkg:npm/socks') }, alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe(verdict);
});

test('a flag on one registry holds however its address is written, and for no other registry', () => {
  const at = (url: string) => `${v1.purl}?repository_url=${url}`;
  const world = accepted();
  world.policy = { ...world.policy, mirrors: new Map([['npm', ['registry.example', 'other.example']]]) };
  world.log(artifactFlag(at('https:%2F%2Fregistry.example%2Fnpm'), digestsOf('8')), alice!);
  expect(world.verdictOn(at('registry.example'), v1.digest)).toBe('blocked');
  expect(world.verdictOn(at('other.example'), v1.digest)).toBe('allow');
});

test('a flag cannot be escaped by another registry host', () => {
  const world = accepted();
  world.log(artifactFlag(v1.purl, digestsOf('8')), alice!);
  expect(world.verdictOn(`${v1.purl}?repository_url=https:%2F%2Fregistry.example`, v1.digest)).toBe(
    'blocked',
  );
});

test('a retracted flag is gone; a stranger cannot retract it, nor a thief who took the key later', () => {
  const world = accepted();
  const id = world.log(artifactFlag(v1.purl, v1.digest), alice!);
  world.log(retraction(id), mallory!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('blocked');
  world.log(retraction(id), alice!, now - hour);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(compromise(alice!.id, iso(now - 90 * 60)), alice!, now);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('blocked');
});

test('a compromised key voids its reviews from then on; those logged before stay', () => {
  const world = accepted();
  world.log(compromise(alice!.id, iso(now - hour)), alice!, now);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(compromise(alice!.id, iso(now - 3 * hour)), alice!, now);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test('a review without a log time is voided by any compromise', () => {
  const world = court();
  world.log(fullReview(v1.purl, v1.digest), alice!, null);
  world.log(fullReview(v1.purl, v1.digest), bob!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(compromise(alice!.id, iso(now + 365 * 24 * hour)), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test('reviews of a rotated key count up to the rotation', () => {
  const world = accepted();
  world.log(rotation(alice!.id, iso(now - hour), carol!.id), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(rotation(alice!.id, iso(now - 3 * hour), carol!.id), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test("one person's two keys count once when both say that they are one", () => {
  const world = court().anchors(alice!, carol!);
  world.log(fullReview(v1.purl, v1.digest), alice!);
  world.log(fullReview(v1.purl, v1.digest), carol!);
  world.log(rotation(alice!.id, iso(now + hour), carol!.id), alice!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.log(profileOf(carol!.id, { predecessor: alice!.id }), carol!);
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test('a statement that this version cannot read quarantines what it names, if its signer is reachable', () => {
  const unreadable = (key: ReturnType<typeof reviewer>) => {
    const payload = JSON.parse(fromUtf8(payloadOf(artifactFlag(v1.purl, v1.digest), key))) as Record<
      string,
      unknown
    >;
    const bytes = toUtf8(toCanonicalJson({ ...payload, predicateType: 'urn:countersign:trust:flag:v2' }));
    return encodeEntry({ payload: bytes, signature: key.sign(preAuthEncoding(bytes)) });
  };
  const world = accepted();
  world.logEntry(unreadable(mallory!));
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('allow');
  world.logEntry(unreadable(bob!));
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('quarantined');
});

test('an unreadable statement of an anchor on its own key voids its accepts', () => {
  const payload = JSON.parse(fromUtf8(payloadOf(compromise(bob!.id, 'always'), bob!))) as Record<
    string,
    unknown
  >;
  const bytes = toUtf8(toCanonicalJson({ ...payload, predicateType: 'urn:countersign:trust:revocation:v2' }));
  const world = accepted();
  world.logEntry(encodeEntry({ payload: bytes, signature: bob!.sign(preAuthEncoding(bytes)) }));
  expect(world.verdictOn(v1.purl, v1.digest)).toBe('insufficient');
});

test('any order of arrival gives the same verdict', () => {
  const world = accepted();
  const flag = world.log(artifactFlag(v1.purl, v1.digest), carol!, now - hour);
  world.log(vouchFor(carol!.id), alice!);
  world.log(retraction(flag), carol!, now);
  world.log(compromise(carol!.id, iso(now - 30 * 60)), carol!, now);
  world.log(rotation(alice!.id, iso(now - 30 * 60), mallory!.id), alice!);
  const verdict = world.verdictOn(v1.purl, v1.digest);
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }), (keys) => {
      world.shuffle((list) =>
        list
          .map((item, i) => [keys[i] ?? 0, item] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, item]) => item),
      );
      expect(world.verdictOn(v1.purl, v1.digest)).toBe(verdict);
    }),
    { numRuns: 100 },
  );
  expect(verdict).toBe('quarantined');
});
