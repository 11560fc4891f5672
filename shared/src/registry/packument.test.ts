import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { isCoded } from '../errors.ts';
import { claimsOf, publishersOf, readPackument } from './packument.ts';

const tarball = 'https://registry.example/socks/-/socks-1.0.0.tgz';
const manifest = { name: 'socks', version: '1.0.0', dist: { tarball } };
const read = (document: unknown) => readPackument(toUtf8(JSON.stringify(document)), 'socks');
const withVersion = (more: object) =>
  read({ name: 'socks', versions: { '1.0.0': { ...manifest, ...more } } });
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;

test('the place of the tarball is told as the registry has it', () => {
  expect(claimsOf(withVersion({}), '1.0.0').artifactUrl).toBe(tarball);
});

test('a version that calls itself another version or package is refused', () => {
  for (const lie of [{ version: '1.0.1' }, { name: 'socks-evil' }, { name: undefined }]) {
    expect(() => claimsOf(withVersion(lie), '1.0.0')).toThrow(code('registry-malformed'));
  }
});

test('a tarball that is a file, a script or nothing is refused', () => {
  for (const url of ['file:///etc/passwd', 'data:,x', '/socks.tgz', '', 7, undefined]) {
    expect(() => claimsOf(withVersion({ dist: { tarball: url } }), '1.0.0')).toThrow(
      code('registry-malformed'),
    );
  }
  expect(() => claimsOf(withVersion({ dist: null }), '1.0.0')).toThrow(code('registry-malformed'));
});

test('a version named like a property of every object is not there', () => {
  for (const version of ['constructor', '__proto__', 'toString']) {
    expect(() => claimsOf(withVersion({}), version)).toThrow(code('registry-not-found'));
  }
});

test('what is no exact version is no version', () => {
  const versions = {
    '1.0.0': manifest,
    'v1.0.1': manifest,
    '1.0': manifest,
    latest: manifest,
    '1.0.2': 'text',
  };
  expect([...read({ name: 'socks', versions }).versions.keys()]).toEqual(['1.0.0']);
});

test('a package whose every version was unpublished has none', () => {
  const gone = read({ name: 'socks', time: { unpublished: { versions: ['1.0.0'] } } });
  expect(gone.versions.size).toBe(0);
  expect(gone.times).toEqual({});
});

test('people are read as objects, and in the old way as text', () => {
  const people = { _npmUser: { name: 'bob' }, maintainers: ['alice <alice@mail.example>', { name: 'bob' }] };
  expect(publishersOf(withVersion(people), '1.0.0')).toEqual(['alice', 'bob']);
});

test('one publisher that cannot be read makes all unknown, so that none passes for a stranger', () => {
  const alice = { name: 'alice' };
  const unreadable = [
    { _npmUser: alice, maintainers: [alice, { email: 'mallory@mail.example' }] },
    { _npmUser: alice, maintainers: 'mallory' },
    { _npmUser: null, maintainers: [alice] },
    { _npmUser: { name: '' }, maintainers: [alice] },
    { maintainers: [] },
  ];
  for (const people of unreadable) expect(publishersOf(withVersion(people), '1.0.0')).toBeNull();
});

test('any document is read or refused with a code', () => {
  const anyVersion = fc.record({ dist: fc.anything(), _npmUser: fc.anything(), maintainers: fc.anything() });
  const anyPackument = fc.record({
    name: fc.constant('socks'),
    'dist-tags': fc.anything(),
    time: fc.anything(),
    versions: fc.oneof(
      fc.anything(),
      fc.record({ '1.0.0': anyVersion.map((one) => ({ ...manifest, ...one })) }),
    ),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyPackument), (document) => {
      try {
        const packument = read(JSON.parse(JSON.stringify(document) ?? 'null'));
        publishersOf(packument, '1.0.0');
        claimsOf(packument, '1.0.0');
      } catch (error) {
        expect(isCoded(error, 'registry-malformed', 'registry-not-found')).toBe(true);
      }
    }),
  );
});
