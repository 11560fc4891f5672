import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCoded } from '../errors.ts';
import { formatVkey } from '../log/vkey.ts';
import type { Mistake } from './mistakes.ts';
import { parsePolicy } from './policy.ts';
import {
  alice,
  bob,
  mistakesOf,
  otherWitnessKey,
  reviewsKey,
  samplePolicy,
  trustKey,
  witnessKey,
} from './testing/sample-policy.ts';

function edited(from: string | RegExp, to: string): string {
  const text = samplePolicy.replace(from, to);
  expect(text).not.toBe(samplePolicy);
  return text;
}

function refusal(text: string): string[] {
  return mistakesOf(() => parsePolicy(text));
}

test('reads a policy and fills in what was left out', () => {
  const policy = parsePolicy(samplePolicy);
  expect(policy.anchors).toEqual([{ signer: alice, name: 'alice', final: true }]);
  expect(policy.logs.nodes[0]).toEqual({
    name: 'local',
    url: 'http://localhost:4717',
    reviews: reviewsKey,
    trust: trustKey,
  });
  expect(policy.logs.witnesses).toEqual([{ name: 'local', vkey: witnessKey }]);
  expect(policy.logs).toMatchObject({ quorum: 1, witnessQuorum: 1, freshness: 86_400, grace: 259_200 });
  expect(policy.rules[0]?.demands).toEqual([{ criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' }]);
  expect(policy.waivers).toHaveLength(1);
  expect(policy).toMatchObject({ depth: 3, edits: 'finding', mirrors: new Map(), criteria: new Map() });
});

test('an unknown field shows its line, the valid fields and the nearest of them', () => {
  const error = mistakeOf(edited('"quorum": 1', '"qourum": 1'));
  expect(error).toMatchObject({ line: 16, column: 5, path: 'logs', suggestion: 'quorum' });
  expect(error.message).toBe('unknown field "qourum"');
  expect(error.valid).toContain('witnessQuorum');
});

test('a wrong type shows its line, what was found and the valid values', () => {
  const error = mistakeOf(edited('"thoroughness": "low"', '"thoroughness": 3'));
  expect(error).toMatchObject({
    line: 22,
    path: 'rules[0].demands[0].thoroughness',
    message: 'found 3',
    valid: ['low', 'medium', 'high'],
  });
});

test('every mistake is reported in one pass, in the order of the file', () => {
  const text = edited('"kappa": 2', '"kappa": "2"')
    .replace('"url"', '"uri"')
    .replace('"version": 1', '"version": true')
    .replace('"2026-12-01"', '"2026-02-30"');
  expect(refusal(text)).toEqual([
    '3 version: found true',
    '11 logs.nodes[0]: unknown field "uri"',
    '22 rules[0].demands[0].kappa: found "2"',
    '32 waivers[0].expires: found "2026-02-30": expected a date such as 2026-12-01',
  ]);
  expect(() => parsePolicy(text)).toThrow(
    /countersign\.jsonc has 4 mistakes:\n {2}countersign\.jsonc:3:14 version/,
  );
});

test.each([
  ['kappa 0', '"kappa": 2', '"kappa": 0', '22 rules[0].demands[0].kappa: found 0'],
  ['kappa 5', '"kappa": 2', '"kappa": 5', '22 rules[0].demands[0].kappa: found 5'],
  ['kappa 1.5', '"kappa": 2', '"kappa": 1.5', '22 rules[0].demands[0].kappa: found 1.5'],
  ['no demand at all', /"demands": \[.*\] \}/, '"demands": [] }', '22 rules[0].demands: found an array'],
  [
    'a thoroughness that never counts',
    '"low"',
    '"none"',
    '22 rules[0].demands[0].thoroughness: found "none"',
  ],
  ['a field left out', /"quorum": 1,/, '', '7 logs: lacks "quorum": an integer from 1 to 64'],
  ['no witness', /"witnesses": .*/, '"witnesses": [],', '17 logs.witnesses: found an array'],
  ['quorum 0', '"quorum": 1', '"quorum": 0', '16 logs.quorum: found 0'],
  [
    'a quorum that cannot be met',
    '"quorum": 1',
    '"quorum": 2',
    '16 logs.quorum: found 2, with 1 pinned as node',
  ],
  [
    'a log no older than now',
    '"24h"',
    '"0h"',
    '19 logs.freshness: no log is ever that fresh; expected such as 24h',
  ],
  ['a field twice', '"quorum": 1', '"quorum": 1, "quorum": 1', '16 logs: "quorum" stands here twice'],
  [
    'prototype pollution',
    '"quorum": 1',
    '"__proto__": {}, "quorum": 1',
    '16 logs: unknown field "__proto__"',
  ],
])('refused: %s', (_, from, to, expected) => {
  expect(refusal(edited(from, to))).toEqual([expected]);
});

test('the same anchor under two names, or two names that look alike', () => {
  const second = (signer: string, name: string) =>
    refusal(edited(' // my own', ` { "signer": "${signer}", "name": "${name}" }`));
  expect(second(alice, 'bob')).toEqual(['5 anchors[1].signer: this signer is an anchor already']);
  expect(second(bob, 'alice')).toEqual(['5 anchors[1].name: is taken already']);
  expect(second(bob, 'A1ice')).toEqual(['5 anchors[1].name: looks like "alice"; choose another']);
  expect(second(bob, 'аlice')).toHaveLength(1);
  expect(second(bob, 'bob')).toEqual([]);
});

test('one witness key cannot make a quorum of two', () => {
  const again = formatVkey(witnessKey);
  const text = edited(' }],', ` }, { "name": "second", "vkey": "${again}" }],`).replace(
    'Quorum": 1',
    'Quorum": 2',
  );
  expect(refusal(text)).toEqual(['17 logs.witnesses[1].vkey: this key is pinned already']);
  expect(refusal(text.replace(again, formatVkey(otherWitnessKey)))).toEqual([]);
});

test('keys in the wrong place: the trust log as reviews log, a log as witness', () => {
  const trust = formatVkey(trustKey);
  expect(refusal(edited(formatVkey(reviewsKey), trust))).toContain(
    '12 logs.nodes[0].reviews: this is the key of the trust log',
  );
  expect(refusal(edited(formatVkey(witnessKey), trust))).toEqual([
    '17 logs.witnesses[0].vkey: this is the key of a log, not of a witness',
  ]);
});

test('a rule that an earlier one leaves nothing to match', () => {
  const rule = (match: string) =>
    `, { "match": "${match}", "demands": [{ "criterion": "safe-to-run", "kappa": 3, "thoroughness": "low" }] }\n  ],\n  "w`;
  const after = (match: string) => refusal(edited(/\n {2}\],\n {2}"w/, rule(match)));
  expect(after('pkg:npm/express')).toEqual([
    '22 rules[1].match: never has its turn: rules[0] ("*") matches first; put this rule above it',
  ]);
  expect(after('pkg:npm/*?repository_url=*')).toEqual([]);
});

test('criteria: unknown, built in, and in a circle', () => {
  expect(mistakeOf(edited('"safe-to-run"', '"safe-to-rnu"'))).toMatchObject({
    message: 'unknown criterion "safe-to-rnu"',
    suggestion: 'safe-to-run',
  });
  const own = (criteria: string) => refusal(edited('"rules"', `"criteria": {${criteria}},\n  "rules"`));
  expect(own('"mine": { "description": "x", "implies": ["safe-to-run"] }')).toEqual([]);
  expect(own('"safe-to-run": { "description": "x", "implies": [] }')).toHaveLength(1);
  const circle =
    '"a": { "description": "x", "implies": ["b"] }, "b": { "description": "x", "implies": ["a"] }';
  expect(own(circle)).toEqual([
    '21 criteria.a.implies: implies itself',
    '21 criteria.b.implies: implies itself',
  ]);
});

test('a file of a newer version is not taken for a mistaken one', () => {
  const text = edited('"version": 1', '"version": 2, "newField": true');
  expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code: 'file-too-new' }));
  expect(() => parsePolicy(text)).toThrow(/update countersign/);
});

test.each([
  [
    'a merge conflict',
    edited('  "rules"', '<<<<<<< HEAD\n  "rules"'),
    '21 : a merge conflict is left in here',
  ],
  ['a missing comma', edited('"version": 1,', '"version": 1'), '4 : comma expected'],
  ['an empty file', '', '1 : value expected'],
  ['depth', '['.repeat(100_000), '1 : nested deeper than 16 levels'],
])('broken syntax is refused by line: %s', (_, text, expected) => {
  expect(refusal(text)).toEqual([expected]);
});

test('whatever the text, a policy comes out or a coded error', () => {
  const piece = fc.constantFrom(...samplePolicy.split(/(?<=[{}[\],:"\s])/), '0', '"', '\\', '}', '\u2028');
  const cut = fc.tuple(fc.nat(samplePolicy.length), fc.nat(20), fc.array(piece, { maxLength: 4 }));
  fc.assert(
    fc.property(cut, ([at, length, pieces]) => {
      const text = samplePolicy.slice(0, at) + pieces.join('') + samplePolicy.slice(at + length);
      expect(['policy', 'policy-invalid', 'file-too-new']).toContain(outcomeOf(text));
    }),
  );
});

function outcomeOf(text: string): string {
  try {
    return parsePolicy(text).logs.nodes.length > 0 ? 'policy' : 'no node';
  } catch (error) {
    return isCoded(error) ? error.code : String(error);
  }
}

function mistakeOf(text: string): Mistake {
  try {
    parsePolicy(text);
  } catch (error) {
    if (isCoded(error, 'policy-invalid')) return (error.details['mistakes'] as Mistake[])[0] as Mistake;
    throw error;
  }
  throw new Error('it was accepted');
}
