import type { ArtifactDigest, Sha256 } from '@countersign/shared/digest.ts';
import { signStatement } from '@countersign/shared/statement/sign.ts';
import {
  artifactFlag,
  digestsOf,
  rangeFlag,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { ofKind } from '../../app/opened.ts';
import { openedFrom, servedItem } from '../../testing/served.ts';
import { readLockfile } from './lockfile.ts';
import { LockedReleases, purlOfLocked } from './match-lockfile.ts';

const zeros = `sha512-${'A'.repeat(86)}==`;
const zeroDigest = { sha256: 'a'.repeat(64) as Sha256, sha512: '0'.repeat(128) } as ArtifactDigest;

function lockfile(packages: Record<string, unknown>): string {
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { name: 'project', version: '9.9.9' }, ...packages },
  });
}

const alice = reviewer(1);

function opened(draft: Parameters<typeof signStatement>[0]) {
  const { entry } = servedItem(signStatement(draft, alice).entry);
  return { entry, flags: ofKind([openedFrom(draft, alice)], 'flag') };
}

test('every release of a lockfile is read once, aliases by their own name, links not at all', () => {
  const text = lockfile({
    'node_modules/a': { version: '1.0.0', integrity: zeros },
    'node_modules/b/node_modules/a': { version: '1.0.0', integrity: zeros },
    'node_modules/@s/b': { version: '2.0.0' },
    'node_modules/alias': { name: 'real', version: '3.0.0' },
    'node_modules/linked': { link: true, version: '1.0.0' },
    'packages/own': { version: '1.0.0' },
    'node_modules/broken': 'text',
  });
  expect(readLockfile(text).map(({ name, version }) => `${name}@${version}`)).toEqual([
    'a@1.0.0',
    '@s/b@2.0.0',
    'real@3.0.0',
  ]);
  expect(readLockfile(text)[0]?.sha512).toBe('0'.repeat(128));
});

test('a lockfile of version 1 is read to its depths', () => {
  const text = JSON.stringify({
    lockfileVersion: 1,
    dependencies: {
      a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
      c: { version: 'npm:real@3.0.0' },
    },
  });
  expect(readLockfile(text).map(({ name, version }) => `${name}@${version}`)).toEqual([
    'a@1.0.0',
    'real@3.0.0',
    'b@2.0.0',
  ]);
});

test('what is no lockfile, or too large a one, is refused with a code', () => {
  for (const text of ['', '[]', '{"a":1}', 'null', '<<<<<<< HEAD']) {
    expect(() => readLockfile(text)).toThrow(expect.objectContaining({ code: 'lockfile-unreadable' }));
  }
  const entries = Array.from({ length: 100_001 }, (_, i) => [`node_modules/p${i}`, { version: '1.0.0' }]);
  expect(() => readLockfile(lockfile(Object.fromEntries(entries)))).toThrow(
    expect.objectContaining({ code: 'lockfile-too-large' }),
  );
});

test('names that objects have by nature are names like others', () => {
  const text =
    '{"packages":{"node_modules/__proto__":{"version":"1.0.0"},"node_modules/constructor":{"version":"1.0.0"}}}';
  const locked = new LockedReleases(readLockfile(text));
  const { flags } = opened(artifactFlag('pkg:npm/constructor@1.0.0', digestsOf('a')));
  expect(locked.flagged(flags).map(({ release }) => release.name)).toEqual(['constructor']);
});

test('a flag is found by name and version, by range, and by digest under another name', () => {
  const locked = new LockedReleases(
    readLockfile(
      lockfile({
        'node_modules/a': { version: '1.2.0' },
        'node_modules/renamed': { version: '5.0.0', integrity: zeros },
      }),
    ),
  );
  const names = (draft: Parameters<typeof signStatement>[0]) => {
    const { entry, flags } = opened(draft);
    const found = locked.flagged(flags).map(({ release }) => release.name);
    // What is passed over unread is never one that would have been found.
    if (found.length > 0) expect(locked.mayConcern(entry)).toBe(true);
    return found;
  };
  expect(names(artifactFlag('pkg:npm/a@1.2.0', digestsOf('b')))).toEqual(['a']);
  expect(names(artifactFlag('pkg:npm/a@1.2.1', digestsOf('b')))).toEqual([]);
  expect(names(rangeFlag('pkg:npm/a', 'vers:npm/>=1.0.0|<2.0.0'))).toEqual(['a']);
  expect(names(rangeFlag('pkg:npm/a', 'vers:npm/>=2.0.0'))).toEqual([]);
  expect(names(rangeFlag('pkg:npm/a', 'vers:npm/unreadable!'))).toEqual(['a']);
  expect(names(artifactFlag('pkg:npm/b@1.0.0', zeroDigest))).toEqual(['renamed']);
  expect(names(artifactFlag('pkg:deb/debian/a@1.2.0', digestsOf('b')))).toEqual([]);
});

test('an entry about something else is passed over, one that cannot be read is not', () => {
  const locked = new LockedReleases([{ name: 'a', version: '1.0.0', sha512: null }]);
  expect(locked.mayConcern(opened(artifactFlag('pkg:npm/b@1.0.0', digestsOf('b'))).entry)).toBe(false);
  expect(locked.mayConcern('garbage')).toBe(true);
});

test('a lockfile’s name becomes a link only when it is a name', () => {
  expect(purlOfLocked({ name: '@s/b', version: '1.0.0', sha512: null })).toBe('pkg:npm/%40s/b@1.0.0');
  expect(purlOfLocked({ name: '../../x', version: '1.0.0', sha512: null })).toBeNull();
  expect(purlOfLocked({ name: '', version: '1.0.0', sha512: null })).toBeNull();
});
