import { expect, test } from 'vitest';
import type { PackageAnswer, PackagesAnswer } from '@countersign/shared/api.ts';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { FetchVersions } from '../artifacts/fetch-versions.ts';
import { bob, bytesOf, flag, rangeFlag, retraction, review } from '../testing/statements.ts';
import { testNode, type TestWish } from '../testing/test-node.ts';

function registryWith(...versions: string[]) {
  const asked: string[] = [];
  const fetchVersions: FetchVersions = async ({ name }) => {
    asked.push(name);
    return versions.map((version) => ({ version, published: '2026-11-01T00:00:00Z' }));
  };
  return { asked, fetchVersions };
}

async function asking(wish: TestWish = {}) {
  const testing = await testNode(wish);
  const { get } = testing;
  return {
    ...testing,
    list: async (url: string) => (await get(url)).body as unknown as PackagesAnswer,
    about: async (purl: string) =>
      (await get(`/api/package?purl=${encodeURIComponent(purl)}`)).body as unknown as PackageAnswer,
  };
}

test('packages are listed a page at a time, the latest said of first', async () => {
  const { post, list } = await asking();
  for (const name of ['a', 'b', 'c']) await post(review({ purl: `pkg:npm/${name}-package@1.0.0` }).entry);
  await post(flag('pkg:npm/a-package@1.0.0').entry);
  const first = await list('/api/packages?limit=2');
  expect(first.packages).toEqual([
    { purl: 'pkg:npm/a-package', reviews: 1, flags: 1, latest: '2026-11-22T12:00:00Z' },
    { purl: 'pkg:npm/c-package', reviews: 1, flags: 0, latest: '2026-11-22T12:00:00Z' },
  ]);
  const second = await list(`/api/packages?limit=2&before=${first.next}`);
  expect(second.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/b-package']);
  expect(second.next).toBeNull();
  expect((await list('/api/packages?text=C-pack')).packages).toHaveLength(1);
});

test('the versions of a package come from its registry and from statements, newest first', async () => {
  const { fetchVersions } = registryWith('1.9.0', '1.10.0');
  const { post, about } = await asking({ fetchVersions });
  const purl = (version: string) => `pkg:npm/%40example/socks@${version}`;
  const gone = review({ purl: purl('1.10.0'), key: bob });
  const said = [
    review({ purl: purl('1.10.0') }),
    gone,
    flag(purl('1.9.1')),
    retraction(gone.statement.id, bob),
  ];
  for (const { entry } of said) await post(entry);
  await post(rangeFlag('pkg:npm/%40example/socks', 'vers:npm/<2.0.0').entry);
  const answer = await about('pkg:npm/%40example/socks');
  const artifact = (version: string) => artifactDigest(bytesOf(purl(version)));
  const published = '2026-11-01T00:00:00Z';
  expect(answer).toEqual({
    purl: 'pkg:npm/%40example/socks',
    registry: 'known',
    versions: [
      {
        version: '1.10.0',
        purl: purl('1.10.0'),
        published,
        artifacts: [artifact('1.10.0')],
        reviews: 1,
        flags: 0,
      },
      {
        version: '1.9.1',
        purl: purl('1.9.1'),
        published: null,
        artifacts: [artifact('1.9.1')],
        reviews: 0,
        flags: 1,
      },
      { version: '1.9.0', purl: purl('1.9.0'), published, artifacts: [], reviews: 0, flags: 0 },
    ],
  });
});

test('without its registry a package still shows what statements say', async () => {
  let fails = true;
  const fetchVersions: FetchVersions = async () => {
    if (fails) throw new CodedError('registry-timeout', 'too slow');
    return [{ version: '1.0.0', published: null }];
  };
  const { post, about, time } = await asking({ fetchVersions });
  await post(review({ purl: 'pkg:npm/a@1.0.0' }).entry);
  expect(await about('pkg:npm/a')).toMatchObject({ registry: 'unavailable', versions: [{ reviews: 1 }] });
  fails = false;
  expect(await about('pkg:npm/a')).toMatchObject({ registry: 'unavailable' });
  time.now += 60_000;
  expect(await about('pkg:npm/a')).toMatchObject({ registry: 'known', versions: [{ reviews: 1 }] });
});

test('a package that its registry does not have is empty, not unavailable', async () => {
  const fetchVersions: FetchVersions = async () => {
    throw new CodedError('registry-not-found', 'no such package');
  };
  const { about } = await asking({ fetchVersions });
  expect(await about('pkg:npm/nobody-has-this')).toMatchObject({ registry: 'known', versions: [] });
});

test('a registry is asked for a package once in five minutes, whoever asks', async () => {
  const { asked, fetchVersions } = registryWith('1.0.0');
  const { about, time } = await asking({ fetchVersions });
  await Promise.all([about('pkg:npm/a'), about('pkg:npm/a'), about('pkg:npm/a')]);
  await about('pkg:npm/a');
  expect(asked).toEqual(['a']);
  time.now += 300_000;
  await about('pkg:npm/a');
  expect(asked).toEqual(['a', 'a']);
});

test('visitors cannot make a node ask its registry without end, nor a host of their choice', async () => {
  const { asked, fetchVersions } = registryWith('1.0.0');
  const limits = { maxBytes: 1000, maxTotalBytes: 1000, fetchesPerMinute: 2, timeoutMs: 1000 };
  const { about } = await asking({ fetchVersions, settings: { artifacts: limits } });
  const answers = [];
  for (const name of ['a', 'b', 'c']) answers.push((await about(`pkg:npm/${name}`)).registry);
  expect(answers).toEqual(['known', 'known', 'unavailable']);
  const foreign = await about('pkg:npm/a?repository_url=http:%2F%2F127.0.0.1:1');
  expect(foreign.registry).toBe('unavailable');
  expect(asked).toEqual(['a', 'b']);
});

test.each([
  ['/api/package', 400, 'request-malformed'],
  ['/api/package?purl=pkg:npm/a@1', 400, 'request-malformed'],
  ['/api/package?purl=pkg:npm/a%20b', 422, 'purl-malformed'],
  ['/api/package?purl=pkg:npm/a%23b', 400, 'request-malformed'],
  ['/api/packages?text=', 400, 'request-malformed'],
  ['/api/packages?text=' + 'a'.repeat(201), 400, 'request-malformed'],
  ['/api/releases?package=pkg:npm/a@1', 400, 'request-malformed'],
  ['/api/releases?package=pkg:npm/a&purl=pkg:npm/a@1', 400, 'request-malformed'],
  ['/api/flags?category=bad', 400, 'request-malformed'],
  ['/api/flags?ecosystem=NPM', 400, 'request-malformed'],
])('%s is %i %s', async (url, status, code) => {
  const { get } = await testNode();
  expect(await get(url)).toMatchObject({ status, body: { code } });
});

test('statements about any version of a package are found, and flags by what they are and say', async () => {
  const { post, get } = await testNode();
  const said = [
    review({ purl: 'pkg:npm/a@1.0.0' }),
    flag('pkg:npm/a@2.0.0'),
    rangeFlag('pkg:npm/a', 'vers:npm/*'),
    flag('pkg:deb/debian/tor@1.0'),
  ] as const;
  for (const { entry } of said) await post(entry);
  const ids = async (url: string) =>
    ((await get(url)).body as { statements: { id: string }[] }).statements.map(({ id }) => id);
  const [accepted, flagged, range, onDebian] = said.map(({ statement }) => statement.id);
  expect(await ids('/api/releases?package=pkg:npm/a')).toEqual([range, flagged, accepted]);
  expect(await ids('/api/flags?ecosystem=deb')).toEqual([onDebian]);
  expect(await ids('/api/flags?category=vulnerability')).toEqual([range]);
  expect(await ids('/api/flags?text=reads%20keys&ecosystem=npm')).toEqual([flagged]);
  expect(await ids('/api/flags?text=%00')).toEqual([]);
});
