import { expect, test } from 'vitest';
import { initialPolicy } from './initial.ts';
import { parsePolicy } from './policy.ts';
import {
  alice,
  bob,
  otherTrustKey,
  reviewsKey,
  samplePolicy,
  trustKey,
  witnessKey,
} from './testing/sample-policy.ts';

const node = { name: 'local', url: 'http://localhost:4717', reviews: reviewsKey, trust: trustKey };
const given = {
  anchors: [{ signer: alice, name: 'alice' }],
  nodes: [node],
  witnesses: [{ name: 'local', vkey: witnessKey }],
  waivers: [],
};

test('one anchor is final, two are not', () => {
  expect(parsePolicy(initialPolicy(given)).anchors).toEqual([{ signer: alice, name: 'alice', final: true }]);
  const two = initialPolicy({ ...given, anchors: [...given.anchors, { signer: bob, name: 'bob' }] });
  expect(parsePolicy(two).anchors.map(({ final }) => final)).toEqual([false, false]);
  expect(parsePolicy(initialPolicy({ ...given, anchors: [] })).anchors).toEqual([]);
});

test('one demand {safe-to-run, 2, low}, freshness and quorum are written out, with what they mean', () => {
  const text = initialPolicy(given);
  const policy = parsePolicy(text);
  expect(policy.rules[0]?.demands).toEqual([{ criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' }]);
  expect(policy.logs).toMatchObject({ quorum: 1, witnessQuorum: 1, freshness: 86_400, grace: 259_200 });
  expect(text).toMatch(/With 1, a lone node that refused to log a flag could keep it from you/);
  expect(text.split('\n').filter((line) => !line.includes('+') && line.length > 120)).toEqual([]);
});

test('waivers that init proposes are in it', () => {
  const { waivers } = parsePolicy(samplePolicy);
  expect(parsePolicy(initialPolicy({ ...given, waivers })).waivers).toEqual(waivers);
});

test('what makes no policy is not written: no node, no witness, one log key for two nodes', () => {
  const refused = expect.objectContaining({ code: 'policy-invalid' });
  expect(() => initialPolicy({ ...given, nodes: [] })).toThrow(refused);
  expect(() => initialPolicy({ ...given, witnesses: [] })).toThrow(refused);
  const twin = { ...node, name: 'other', url: 'http://localhost:4718', trust: otherTrustKey };
  expect(() => initialPolicy({ ...given, nodes: [node, twin] })).toThrow(refused);
});
