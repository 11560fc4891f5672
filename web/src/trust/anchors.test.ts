import { reviewer } from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { readChoice } from './anchor-store.ts';
import { formatAnchors, readAnchors, readKeptAnchors } from './anchors.ts';
import { initialDemand } from './demand.ts';

const [alice, bob] = [reviewer(1).id, reviewer(2).id];

test('pasted signers are read line by line, and written back as the same text', () => {
  const text = `# mine\n${alice} alice\r\n\n  ${bob}   bob at work\n`;
  const { anchors, mistakes } = readAnchors(text);
  expect(mistakes).toEqual([]);
  expect(anchors).toEqual([
    { signer: alice, name: 'alice' },
    { signer: bob, name: 'bob at work' },
  ]);
  expect(readAnchors(formatAnchors(anchors)).anchors).toEqual(anchors);
});

test.each([
  ['no key', 'alice', /no signer/],
  ['a key cut short', `${alice.slice(0, -1)} alice`, /no signer/],
  ['a key of small order', `ed25519:${'A'.repeat(43)} alice`, /no signer/],
  ['no name', alice, /Give this signer a name/],
  ['a name that turns the text round', `${alice} \u202eecila`, /A name has/],
  ['a name in other letters', `${alice} аlice`, /A name has/],
])('%s is refused with its line', (_name, line, message) => {
  const { anchors, mistakes } = readAnchors(`\n${line}\n`);
  expect(anchors).toEqual([]);
  expect(mistakes).toEqual([{ line: 2, message: expect.stringMatching(message) }]);
});

test('one key twice, and two names that look alike, are refused', () => {
  expect(readAnchors(`${alice} alice\n${alice} other`).mistakes[0]?.message).toMatch(/already/);
  expect(readAnchors(`${alice} alice\n${bob} A1ice`).mistakes[0]?.message).toMatch(/looks like/);
  const known = [{ signer: alice, name: 'alice' }];
  expect(readAnchors(`${bob} Alice`, known).mistakes).toHaveLength(1);
});

test('what the browser kept is checked as if it were pasted', () => {
  const kept = [
    { signer: alice, name: 'alice' },
    { signer: 'x', name: 'evil' },
    { signer: bob, name: 'aIice' },
    null,
  ];
  expect(readKeptAnchors(kept)).toEqual([{ signer: alice, name: 'alice' }]);
  expect(readKeptAnchors('text')).toEqual([]);
});

test('a choice of another version, or out of range, is the initial one', () => {
  const nothing = { anchors: [], demand: initialDemand };
  for (const text of [null, '{', '{"version":2,"anchors":[]}']) expect(readChoice(text)).toEqual(nothing);
  const demand = { criterion: 'safe-to-run', kappa: 9, thoroughness: 'none' };
  expect(readChoice(JSON.stringify({ version: 1, anchors: [], demand }))).toEqual(nothing);
});
