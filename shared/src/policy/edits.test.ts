import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { formatVkey } from '../log/vkey.ts';
import { addToBaseline, formatBaseline, type BaselineEntry } from './baseline.ts';
import { policyEdits } from './edits.ts';
import { addWaiver } from './waiver-edit.ts';
import {
  bob,
  hex512,
  otherTrustKey,
  otherWitnessKey,
  samplePolicy,
  trustKey,
  witnessKey,
} from './testing/sample-policy.ts';
import { parsePolicy } from './policy.ts';

function edits(path: string, before: string | null, after: string | null): string[] {
  const files = (text: string | null) => new Map(text === null ? [] : [[path, toUtf8(text)]]);
  return policyEdits(files(before), files(after)).map(({ description }) => description);
}

function ofPolicy(from: string, to: string): string[] {
  expect(samplePolicy).toContain(from);
  return edits('countersign.jsonc', samplePolicy, samplePolicy.replace(from, to));
}

test('a pull request that edits the policy: each edit is named', () => {
  expect(ofPolicy('"name": "alice", "final"', '"name": "al", "final"')[0]).toMatch(
    /^changes the anchor alice .* to al /,
  );
  expect(ofPolicy(' // my own', `{ "signer": "${bob}", "name": "bob" }`)).toEqual([
    `adds the anchor bob (${bob})`,
  ]);
  expect(ofPolicy(formatVkey(trustKey), formatVkey(otherTrustKey))).toEqual([
    'replaces the pinned keys of the node local',
  ]);
  expect(ofPolicy('localhost:4717', 'evil.example')).toEqual([
    'moves the node local from http://localhost:4717 to http://evil.example',
  ]);
  expect(ofPolicy(formatVkey(witnessKey), formatVkey(otherWitnessKey))).toEqual([
    'replaces the pinned key of the witness local',
  ]);
  expect(ofPolicy('"24h"', '"7d"')).toEqual(['changes logs.freshness from 1d to 7d']);
  expect(ofPolicy('"kappa": 2', '"kappa": 1')).toEqual([
    'adds the rule "*": safe-to-run, kappa 1, low',
    'removes the rule "*": safe-to-run, kappa 2, low',
  ]);
  expect(ofPolicy('"rules"', '"edits": "list", "mirrors": { "npm": ["evil.example"] }, "rules"')).toEqual([
    'changes mirrors',
    'changes edits from finding to list',
  ]);
  expect(ofPolicy('// who judges', '// who judges?')).toEqual([
    'changes the layout or the comments of the policy only',
  ]);
});

test('the order of rules is an edit: the first that matches decides', () => {
  const rule = (match: string) =>
    `{ "match": "${match}", "demands": [{ "criterion": "safe-to-run", "kappa": 1, "thoroughness": "low" }] }`;
  const text = (...matches: string[]) => samplePolicy.replace(/\{ "match".*/, matches.map(rule).join(','));
  expect(
    edits('countersign.jsonc', text('pkg:npm/a*', 'pkg:npm/*b'), text('pkg:npm/*b', 'pkg:npm/a*')),
  ).toEqual(['changes the order of the rules']);
});

test('a pull request that brings its own waiver', () => {
  const { waivers } = parsePolicy(samplePolicy);
  const more = addWaiver(samplePolicy, { ...waivers[0]!, release: 'pkg:npm/socks@2.8.5' });
  expect(edits('countersign.jsonc', samplePolicy, more)).toEqual([
    'adds a waiver for pkg:npm/socks@2.8.5: demand-unmet until 2026-12-01 by carol',
  ]);
  expect(edits('countersign.jsonc', more, samplePolicy)).toHaveLength(1);
});

test('a pull request that exempts its own update', () => {
  const entry = (name: string): BaselineEntry => ({
    release: `pkg:npm/${name}@1.0.0`,
    sha512: hex512 as never,
  });
  const before = formatBaseline({ entries: [entry('b')] });
  const after = addToBaseline(before, [entry('a'), entry('c')]);
  expect(edits('countersign.baseline.json', before, after)).toEqual([
    'adds 2 baseline entries: pkg:npm/a@1.0.0, pkg:npm/c@1.0.0',
  ]);
  const many = addToBaseline(
    before,
    Array.from({ length: 20 }, (_, i) => entry(`p${i}`)),
  );
  expect(edits('x/countersign.baseline.json', before, many)[0]).toMatch(
    /^adds 20 baseline entries: .* and 17 others$/,
  );
  const other = before.replace(hex512, 'cd'.repeat(64));
  expect(edits('countersign.baseline.json', before, other)).toHaveLength(2);
});

test('a pull request that edits .npmrc: names, never values', () => {
  const before = 'registry=https://registry.example\n//registry.example/:_authToken=hunter2\n';
  const after = 'registry=https://evil.example\n@acme:registry=https://evil.example\nignore-scripts=false\n';
  expect(edits('.npmrc', before, after)).toEqual([
    'sets 2 npm settings: @acme:registry, ignore-scripts',
    'changes 1 npm setting: registry',
    'removes 1 npm setting: //registry.example/:_authToken',
  ]);
  expect(edits('.npmrc', 'a=1\na=2\n', 'a=3\na=2\n')).toEqual(['changes 1 npm setting: a']);
  const section = [
    'registry=https://registry.example\n[x]\n',
    '[x]\nregistry=https://registry.example\n',
  ] as const;
  expect(edits('.npmrc', ...section)).toEqual(['changes the comments or the order of lines in .npmrc']);
});

test('files that come, go or break', () => {
  expect(edits('countersign.jsonc', samplePolicy, null)).toEqual(['removes the policy']);
  expect(edits('countersign.jsonc', null, samplePolicy)).toEqual(['adds a policy']);
  expect(edits('.npmrc', null, 'registry=https://evil.example\n')).toEqual([
    'adds a .npmrc',
    'sets 1 npm setting: registry',
  ]);
  expect(ofPolicy('"kappa": 2', '"kappa": 0')[0]).toMatch(
    /^changes the policy; cannot be compared: .*has one mistake/,
  );
});

test('points at the first line that differs', () => {
  const files = (text: string) => new Map([['.npmrc', toUtf8(text)]]);
  expect(policyEdits(files('a=1\nb=1\nc=1\n'), files('a=1\nb=1\nc=2\n'))[0]).toMatchObject({
    kind: 'npmrc',
    line: 3,
  });
});

test('no difference of a byte, in whatever file, goes unlisted', () => {
  const path = fc.constantFrom('countersign.jsonc', 'a/countersign.baseline.json', '.npmrc', 'other');
  const sample = fc.constantFrom(samplePolicy, formatBaseline({ entries: [] }), 'a=1\n', '');
  const patch = fc.tuple(fc.nat(400), fc.nat(2), fc.uint8Array({ maxLength: 2 }));
  fc.assert(
    fc.property(path, sample, patch, (name, text, [at, cut, bytes]) => {
      const before = toUtf8(text);
      const after = Uint8Array.from([...before.slice(0, at), ...bytes, ...before.slice(at + cut)]);
      const listed = policyEdits(new Map([[name, before]]), new Map([[name, after]])).length > 0;
      expect(listed).toBe(!equalBytes(before, after));
    }),
    { numRuns: 500 },
  );
});
