import { reviewer } from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import type { ShownFinding, ShownFlag, ShownVerdict } from '../../trust/node-logs/node-logs.ts';
import { flaggersOf, lossInWords, partiesInWords, verdictInWords } from './verdict-words.ts';

const demand = { criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' } as const;
const by = (...names: string[]): ShownVerdict => ({
  verdict: 'allow',
  kappa: names.length,
  parties: names.map((name) => ({ signer: name, name, basis: [] })),
  findings: [],
  noted: [],
});
const finding = (code: ShownFinding['code']): ShownFinding => ({ code, message: '', statements: [] });

test('who accepts a release is said in a sentence, with how many were asked for', () => {
  expect(partiesInWords(by('alice', 'bob'), demand)).toBe(
    'Two of the two parties that you ask for accept it as safe to run: alice and bob.',
  );
  expect(partiesInWords(by('alice'), demand)).toBe(
    'One of the two parties that you ask for accepts it as safe to run: alice.',
  );
  expect(partiesInWords(by(), demand)).toBe(
    'None of the two parties that you ask for accepts it as safe to run yet.',
  );
  expect(partiesInWords(by('a', 'b', 'c'), demand)).toBe(
    'Three parties accept it as safe to run, and you ask for two: a, b and c.',
  );
  expect(partiesInWords(by('alice'), { ...demand, kappa: 1 })).toBe(
    'The one party that you ask for accepts it as safe to run: alice.',
  );
});

test('an allow says who would have to be corrupt', () => {
  expect(verdictInWords(by('alice', 'bob'), demand).more[0]).toBe(
    'If alice and bob were both corrupt, nothing honest would be left.',
  );
  expect(lossInWords(by('alice'))).toBe('If alice was corrupt, nothing honest would be left.');
});

test('a flag is said before any review, however many accept it', () => {
  const flagged = {
    ...by('alice', 'bob'),
    findings: [{ ...finding('flag-malicious'), statements: ['f1', 'f2'] }],
  };
  const words = verdictInWords(flagged, demand, [
    { id: 'f1', name: 'carol', isAnchor: true },
    { id: 'f2', name: 'signer 1234', isAnchor: false },
    { id: 'f3', name: 'mallory', isAnchor: true },
  ]);
  expect(words.headline).toBe('Do not install it. carol, whose word counts for you, flags it as malicious.');
  expect(words.more).toHaveLength(1);
});

test('a flag by strangers within reach names them by fingerprint, never by what they call themselves', () => {
  const flagged = { ...by(), findings: [{ ...finding('flag-suspicious'), statements: ['f1', 'f2'] }] };
  const strangers = ['f1', 'f2'].map((id, i) => ({ id, name: `signer ${i}`, isAnchor: false }));
  expect(verdictInWords(flagged, demand, strangers).headline).toBe(
    'Hold it back. Several signers for whom yours vouch flag it as suspicious: signer 0 and signer 1.',
  );
  const [flagger] = flaggersOf(
    [{ statement: { id: 'f1', by: reviewer(2).id } } as ShownFlag],
    [{ signer: reviewer(1).id, name: 'alice' }],
  );
  expect(flagger).toEqual({
    id: 'f1',
    name: expect.stringMatching(/^[0-9a-z-]{19}$/),
    isAnchor: false,
  });
});

test('what a log without word from its witness leaves open is no verdict', () => {
  for (const code of ['log-stale', 'log-incomplete', 'log-inconsistent'] as const) {
    expect(verdictInWords({ ...by('alice', 'bob'), findings: [finding(code)] }, demand).headline).toMatch(
      /^No verdict\./,
    );
  }
});
