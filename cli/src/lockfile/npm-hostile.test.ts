import fc from 'fast-check';
import { CodedError } from '@countersign/shared/errors.ts';
import { expect, test } from 'vitest';
import { integrityOf, locked } from './testing/lockfile-sample.ts';
import type { Lockfile } from './lockfile.ts';
import { readNpmLockfile } from './npm.ts';

/** The lockfile, or null when it was refused with a code; anything else that is thrown fails the test. */
function read(text: string, manifest: string | null = null): Lockfile | null {
  try {
    return readNpmLockfile({ path: 'p', text, manifests: () => manifest });
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

const name = fc.constantFrom(
  'a',
  'b',
  '@s/a',
  'node_modules',
  '',
  '..',
  'constructor',
  'hasOwnProperty',
  'A',
  'a\n',
);
const key = fc.oneof(
  fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map((names) => names.map((part) => `node_modules/${part}`).join('/')),
  fc.constantFrom('', 'w', '../w', 'w/node_modules/a', '/', 'node_modules', '0', '__proto__'),
);
const spec = fc.constantFrom(
  '^1.0.0',
  '',
  '*',
  'npm:b@1',
  'file:w',
  'file:..',
  'u/a',
  'https://h/a.tgz',
  'x:y',
  'latest',
);
const specs = fc.oneof(fc.dictionary(name, spec), fc.jsonValue({ maxDepth: 1 }));
const text = fc.constantFrom(
  '1.0.0',
  'npm:b@1.0.0',
  'file:w',
  'file:w.tgz',
  'git+ssh://h/r.git#x',
  '',
  'https://h/b/-/b-1.0.0.tgz',
  'w',
  '..',
);
const field = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
);
const integrity = fc.oneof(
  fc.constantFrom(integrityOf('x'), integrityOf('y'), 'sha1-', `${integrityOf('x')} md5-x`),
  field,
);
const flag = fc.oneof(fc.boolean(), fc.jsonValue({ maxDepth: 1 }));
const { entry } = fc.letrec((tie) => ({
  entry: fc.oneof(
    { maxDepth: 3 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.record(
      {
        name,
        version: field,
        resolved: field,
        integrity,
        link: flag,
        optional: flag,
        bundled: flag,
        inBundle: flag,
        bundleDependencies: fc.oneof(fc.array(name), flag),
        requires: specs,
        peerDependencies: specs,
        optionalDependencies: specs,
        dependencies: fc.oneof(specs, fc.dictionary(name, tie('entry'), { maxKeys: 3 })),
      },
      { requiredKeys: [] },
    ),
  ),
}));

function countNested(dependencies: unknown): number {
  if (typeof dependencies !== 'object' || dependencies === null || Array.isArray(dependencies)) return 0;
  const inner = Object.values(dependencies).map(
    (value) => (value as { dependencies?: unknown } | null)?.dependencies,
  );
  return inner.reduce((sum: number, value) => sum + countNested(value), Object.keys(dependencies).length);
}

test('whatever `packages` holds, every one of them is an entry or excluded with its reason', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, entry, { maxKeys: 6 }),
      fc.option(specs, { nil: undefined }),
      (packages, dependencies) => {
        const lockfile = read(
          JSON.stringify({ lockfileVersion: 3, packages }),
          JSON.stringify({ dependencies }),
        );
        if (lockfile === null) return;
        expect(lockfile.entries.length + lockfile.excluded.length).toBe(Object.keys(packages).length);
        const told = new Set(lockfile.problems.map((problem) => problem.key));
        for (const { key: lost, reason } of lockfile.excluded)
          expect(reason !== 'malformed' || told.has(lost)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('whatever v1 `dependencies` hold, none is lost', () => {
  fc.assert(
    fc.property(fc.dictionary(name, entry, { maxKeys: 4 }), (dependencies) => {
      const lockfile = read(JSON.stringify({ lockfileVersion: 1, dependencies }));
      if (lockfile === null) return;
      // The folders that links lead to have no entry of their own in v1.
      const found =
        lockfile.entries.filter(({ source }) => source !== 'workspace').length + lockfile.excluded.length;
      expect(found).toBeGreaterThanOrEqual(countNested(dependencies));
    }),
    { numRuns: 300 },
  );
});

test('what is allowed to count has a name, a version, a purl and a digest of the right length', () => {
  fc.assert(
    fc.property(fc.dictionary(key, entry, { maxKeys: 6 }), (packages) => {
      for (const found of read(JSON.stringify({ lockfileVersion: 3, packages }))?.entries ?? []) {
        if (found.source === 'link' || found.source === 'workspace') continue;
        expect([found.purl?.name, found.purl?.version]).toStrictEqual([
          found.name.split('/').at(-1),
          found.version,
        ]);
        expect(found.digests.sha512 ?? 'a'.repeat(128)).toMatch(/^[0-9a-f]{128}$/);
      }
    }),
  );
});

test('any bytes, and any damage to a good lockfile, end in a lockfile or a coded error', () => {
  const good = JSON.stringify({
    lockfileVersion: 2,
    packages: { '': {}, 'node_modules/a': locked('a', '1.0.0', { dependencies: { b: '^1.0.0' } }) },
    dependencies: { a: { ...locked('a', '1.0.0'), requires: { b: '^1.0.0' } } },
  });
  const damage = fc.tuple(fc.nat(good.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 6 }));
  fc.assert(
    fc.property(damage, ([at, length, instead]) => {
      const damaged = good.slice(0, at) + instead + good.slice(at + length);
      expect(read(damaged, good)?.version ?? 2).toBeLessThanOrEqual(3);
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (bytes) => {
      expect(read(bytes, bytes)).toBeNull();
    }),
  );
});
