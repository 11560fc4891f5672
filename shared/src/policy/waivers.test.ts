import { expect, test } from 'vitest';
import type { Sha512, StatementId } from '../digest.ts';
import { parsePurl } from '../purl/purl.ts';
import { findingCodes, findingName, findings } from './findings.ts';
import { parsePolicy } from './policy.ts';
import { hex512, mistakesOf, samplePolicy } from './testing/sample-policy.ts';
import { waiverFor, type WaiverTarget } from './waivers.ts';

const policy = parsePolicy(samplePolicy);
const leftPad: WaiverTarget = {
  purl: parsePurl('pkg:npm/left-pad@1.3.0'),
  digests: { sha512: hex512 as Sha512 },
  entry: { lockfile: 'package-lock.json', key: 'node_modules/left-pad' },
};
const flag = 'cd'.repeat(32) as StatementId;

function withWaiver(waiver: object): string {
  return samplePolicy.replace(/"waivers": \[[^]*\n {2}\]/, () => `"waivers": [${JSON.stringify(waiver)}]`);
}

const full = {
  release: 'pkg:npm/left-pad@1.3.0',
  digest: `sha512:${hex512}`,
  findings: ['demand-unmet'],
  owner: 'carol',
  reason: 'replaced',
  expires: '2026-12-01',
};
const entry = { lockfile: 'package-lock.json', key: 'node_modules/left-pad' };

test('a live waiver of this artifact and all its findings lets it pass, its last day included', () => {
  expect(waiverFor(policy, leftPad, ['demand-unmet'], '2026-12-01')).toBe(policy.waivers[0]);
});

test('no waiver: expired, another version, other bytes, one finding more, no day', () => {
  expect(waiverFor(policy, leftPad, ['demand-unmet'], '2026-12-02')).toBeNull();
  const other = { ...leftPad, purl: parsePurl('pkg:npm/left-pad@1.3.1') };
  expect(waiverFor(policy, other, ['demand-unmet'], '2026-11-22')).toBeNull();
  const bytes = { ...leftPad, digests: { sha512: 'cd'.repeat(64) as Sha512 } };
  expect(waiverFor(policy, bytes, ['demand-unmet'], '2026-11-22')).toBeNull();
  expect(waiverFor(policy, { ...leftPad, digests: {} }, ['demand-unmet'], '2026-11-22')).toBeNull();
  expect(waiverFor(policy, leftPad, ['demand-unmet', 'no-rule'], '2026-11-22')).toBeNull();
  expect(waiverFor(policy, leftPad, ['demand-unmet'], '')).toBeNull();
});

test('one more flag is a new finding: a waiver names each statement', () => {
  const waived = parsePolicy(withWaiver({ ...full, findings: [findingName('flag-suspicious', flag)] }));
  const second = findingName('flag-suspicious', 'ef'.repeat(32) as StatementId);
  expect(waiverFor(waived, leftPad, [`flag-suspicious:${flag}`], '2026-11-22')).not.toBeNull();
  expect(waiverFor(waived, leftPad, [`flag-suspicious:${flag}`, second], '2026-11-22')).toBeNull();
  expect(waiverFor(waived, leftPad, [findingName('flag-suspicious')], '2026-11-22')).toBeNull();
});

test('an unpinned entry is waived as it stands in the lockfile, to the letter', () => {
  const { digest: _, ...rest } = full;
  const pinned = { ...entry, resolved: 'git+ssh://git@host.example/left-pad.git#abc' };
  const waived = parsePolicy(withWaiver({ ...rest, findings: ['unpinned'], entry: pinned }));
  const at = (changed: object) =>
    waiverFor(
      waived,
      { ...leftPad, digests: {}, entry: { ...pinned, ...changed } },
      ['unpinned'],
      '2026-11-22',
    );
  expect(at({})).not.toBeNull();
  expect(at({ key: 'node_modules/a/node_modules/left-pad' })).toBeNull();
  expect(at({ lockfile: 'web/package-lock.json' })).toBeNull();
  expect(at({ resolved: 'git+ssh://git@host.example/left-pad.git#abd' })).toBeNull();
  expect(at({ integrity: 'sha1-AAAA' })).toBeNull();
});

test.each([
  ['neither digest nor entry', { digest: undefined }, ': a waiver names one artifact'],
  ['both', { entry }, ': a waiver names one artifact'],
  [
    'unpinned by digest',
    { findings: ['unpinned'] },
    '.findings: unpinned is waived by the exact lockfile entry',
  ],
  ['no finding', { findings: [] }, '.findings: found an array'],
  ['a finding twice', { findings: ['no-rule', 'no-rule'] }, '.findings: names a finding twice'],
  [
    'an unknown finding',
    { findings: ['no-rules'] },
    '.findings[0]: unknown finding "no-rules"; valid: demand-unmet',
  ],
  ['a flag without its id', { findings: ['flag-malicious'] }, '.findings[0]: name the statement too'],
  ['an id where none belongs', { findings: [`no-rule:${flag}`] }, '.findings[0]: no-rule names no statement'],
  ['no owner', { owner: undefined }, ': lacks "owner"'],
  ['an empty reason', { reason: ' ' }, '.reason: expected one line'],
  ['a reason with a bidi override', { reason: 'a\u202Eb' }, '.reason: expected one line'],
  ['no expiry', { expires: undefined }, ': lacks "expires"'],
  ['no such day', { expires: '2026-11-31' }, '.expires: found "2026-11-31"'],
  ['a range', { release: 'pkg:npm/left-pad' }, '.release: "pkg:npm/left-pad" names no version'],
  ['a second spelling', { release: 'pkg:NPM/left-pad@1.3.0' }, '.release: not a package URL'],
  ['a digest in upper case', { digest: `sha512:${hex512.toUpperCase()}` }, '.digest: expected sha512:'],
  [
    'a lockfile outside',
    { digest: undefined, entry: { ...entry, lockfile: '../a' } },
    '.entry.lockfile: expected a path',
  ],
])('refused: %s', (_, changed, message) => {
  const text = withWaiver({ ...full, ...changed });
  const mistakes = mistakesOf(() => parsePolicy(text));
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain(`waivers[0]${message}`);
});

test('what is undecidable can never be waived', () => {
  const never = findingCodes.filter((code) => findings[code].waiver === 'never');
  const undecidable = findingCodes.filter((code) => findings[code].verdict === 'undecidable');
  expect(never).toEqual(expect.arrayContaining(undecidable));
  for (const code of never) {
    for (const name of [code, `${code}:${flag}`]) {
      expect(mistakesOf(() => parsePolicy(withWaiver({ ...full, findings: [name] })))[0]).toContain(
        'cannot be waived',
      );
    }
  }
});
