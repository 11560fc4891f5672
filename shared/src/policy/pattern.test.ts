import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePurl } from '../purl/purl.ts';
import { matchesGlob, matchesPattern, parsePattern, shadows } from './pattern.ts';
import { hostIsMirror, ruleFor, type Rule } from './rules.ts';

function matches(pattern: string, release: string): boolean {
  return matchesPattern(parsePattern(pattern), parsePurl(release));
}

test.each([
  ['*', 'pkg:npm/socks@2.8.4', true],
  ['*', 'pkg:deb/debian/tor@0.4.9.11-1', true],
  ['pkg:npm/*', 'pkg:npm/%40acme/tool@1.0.0', true],
  ['pkg:npm/*', 'pkg:cargo/socks@1.0.0', false],
  ['pkg:npm/@acme/*', 'pkg:npm/%40acme/tool@1.0.0', true],
  ['pkg:npm/%40acme/*', 'pkg:npm/%40acme/tool@1.0.0', true],
  ['pkg:npm/@acme/*', 'pkg:npm/%40acme-evil/tool@1.0.0', false],
  ['pkg:npm/@acme/*', 'pkg:npm/acme@1.0.0', false],
  ['pkg:npm/socks', 'pkg:npm/socks@2.8.4', true],
  ['pkg:npm/socks', 'pkg:npm/socks-proxy-agent@8.0.5', false],
  ['pkg:npm/socks@2.*', 'pkg:npm/socks@2.8.4', true],
  ['pkg:npm/socks@2.*', 'pkg:npm/socks@12.8.4', false],
  ['pkg:npm/*-loader@*-rc*', 'pkg:npm/css-loader@1.0.0-rc.1', true],
  ['pkg:npm/*/core', 'pkg:npm/%40babel/core@7.0.0', true],
  ['pkg:deb/*', 'pkg:deb/debian/tor@0.4.9.11-1', true],
  ['pkg:deb/debian/*?arch=amd64', 'pkg:deb/debian/tor@1.0?arch=amd64', true],
  ['pkg:deb/debian/*?arch=amd64', 'pkg:deb/debian/tor@1.0?arch=arm64', false],
  ['pkg:deb/debian/*?arch=*', 'pkg:deb/debian/tor@1.0', false],
  ['pkg:npm/JSONStream', 'pkg:npm/jsonstream@1.0.0', false],
])('%s on %s: %s', (pattern, release, expected) => {
  expect(matches(pattern, release)).toBe(expected);
});

test.each([
  ['pkg:nmp/socks', /unknown type "nmp".*did you mean "npm"/],
  ['socks', /expected \*, or pkg:TYPE\/NAME/],
  ['pkg:npm/', /no release could match it/],
  ['pkg:pypi/Django*', /no release could match it/],
  ['pkg:npm/a/b/*', /no release could match it/],
  ['pkg:npm/socks@1@2', /no release could match it/],
  ['pkg:npm/%4*', /no release could match it/],
  ['pkg:npm/socks#lib', /no subpath/],
  ['pkg:npm/*?repository_url=https:%2F%2Fregistry.example*', /a whole value only/],
  [`pkg:npm/${'a'.repeat(600)}`, /longer than 512/],
])('a pattern that can never match is refused, lest a laxer rule match instead: %s', (pattern, message) => {
  expect(() => parsePattern(pattern)).toThrow(message);
  expect(() => parsePattern(pattern)).toThrow(expect.objectContaining({ code: 'pattern-malformed' }));
});

function policyOf(patterns: string[], mirrors: string[] = []) {
  const rules: Rule[] = patterns.map((match) => ({ match: parsePattern(match), demands: [] }));
  return { rules, mirrors: new Map([['npm' as const, mirrors]]) };
}

test('the first rule that matches decides', () => {
  const policy = policyOf(['pkg:npm/@acme/*', 'pkg:npm/*']);
  expect(ruleFor(policy, parsePurl('pkg:npm/%40acme/tool@1.0.0'))).toBe(policy.rules[0]);
  expect(ruleFor(policy, parsePurl('pkg:npm/socks@2.8.4'))).toBe(policy.rules[1]);
  expect(ruleFor(policy, parsePurl('pkg:cargo/socks@2.8.4'))).toBeNull();
});

test('a release of another registry is matched by no pattern that does not name the registry', () => {
  const foreign = parsePurl('pkg:npm/socks@2.8.4?repository_url=https:%2F%2Fregistry.example%2Fnpm');
  expect(ruleFor(policyOf(['*', 'pkg:npm/*', 'pkg:npm/socks@2.8.4']), foreign)).toBeNull();
  expect(ruleFor(policyOf(['pkg:npm/*?repository_url=https:%2F%2Fother.example']), foreign)).toBeNull();
  expect(
    ruleFor(policyOf(['pkg:npm/*?repository_url=https:%2F%2Fregistry.example%2Fnpm']), foreign),
  ).not.toBeNull();
  expect(ruleFor(policyOf(['pkg:npm/*?repository_url=*']), foreign)).not.toBeNull();
  expect(ruleFor(policyOf(['*'], ['other.example']), foreign)).toBeNull();
  expect(ruleFor(policyOf(['*'], ['registry.example']), foreign)).not.toBeNull();
});

test.each([
  ['https://registry.example/npm', true],
  ['registry.example', true],
  ['https://registry.example:8443', false],
  ['https://registry.example.evil.example', false],
  ['https://registry.example@evil.example', false],
  ['https://user:word@registry.example', false],
  ['https://user@registry.example', false],
  ['ftp://registry.example', false],
  ['https://evil.example/registry.example', false],
  ['', false],
])('%s is a mirror: %s', (url, expected) => {
  const policy = policyOf([], ['registry.example']);
  expect(hostIsMirror(policy, 'npm', url)).toBe(expected);
  expect(hostIsMirror(policy, 'cargo', url)).toBe(false);
});

test('a pattern of many stars on a long hostile text: no backtracking', () => {
  const text = 'a'.repeat(100_000);
  expect(matchesGlob(`${'*a'.repeat(200)}*b`, text)).toBe(false);
  expect(matchesGlob(`${'*a'.repeat(200)}*`, text)).toBe(true);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
const globs = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });

test('matchesGlob agrees with the plain definition', () => {
  fc.assert(
    fc.property(globs, letters, (glob, text) => {
      expect(matchesGlob(glob, text)).toBe(byDefinition(glob, text));
    }),
    {
      numRuns: 2000,
    },
  );
});

function byDefinition(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob.startsWith('*')) {
    return byDefinition(glob.slice(1), text) || (text !== '' && byDefinition(glob, text.slice(1)));
  }
  return text.startsWith(glob.slice(0, 1)) && byDefinition(glob.slice(1), text.slice(1));
}

test('a rule of another registry is never in the shadow of one that cannot match there', () => {
  const elsewhere = parsePattern('pkg:npm/socks?repository_url=https:%2F%2Fregistry.example');
  expect(shadows(parsePattern('*'), elsewhere)).toBe(false);
  expect(shadows(parsePattern('pkg:npm/*?repository_url=*'), elsewhere)).toBe(true);
  expect(shadows(elsewhere, parsePattern('pkg:npm/socks'))).toBe(false);
});

test('what a pattern shadows, it matches', () => {
  const pattern = fc.constantFrom(
    '*',
    'pkg:npm/*',
    'pkg:npm/a*',
    'pkg:npm/a*b',
    'pkg:npm/ab@1.*',
    'pkg:npm/a@*',
    'pkg:deb/*',
  );
  const release = fc.constantFrom('pkg:npm/ab@1.0', 'pkg:npm/a@2.0', 'pkg:npm/aab@1.0', 'pkg:deb/debian/a@1');
  fc.assert(
    fc.property(pattern, pattern, release, (first, second, purl) => {
      fc.pre(shadows(parsePattern(first), parsePattern(second)) && matches(second, purl));
      expect(matches(first, purl)).toBe(true);
    }),
  );
});
