import { isCoded } from '@countersign/shared/errors.ts';
import { readSpec } from '@countersign/shared/registry/npm-spec.ts';
import { isGitHostUrl } from 'countersign/src/lockfile/git-host.ts';
import { expect, test } from 'vitest';

/** npm clones some http addresses and then checks no integrity; its own parser says which. */

const hosts = ['github.com', 'www.github.com', 'gitlab.com', 'bitbucket.org', 'gist.github.com', 'git.sr.ht'];
const paths = [
  'u/r',
  'u/r/',
  'u/r.git',
  'u/r.git#1234567',
  'u/r/tree/v1',
  'u/r/tree/a/-/a-1.0.0.tgz',
  'u/r/a/-/a-1.0.0.tgz',
  'u/r//a-1.0.0.tgz',
  'u/r/archive/v1.tar.gz',
  'u/r/releases/download/v1/a-1.0.0.tgz',
  'u/r/get/v1.tar.gz',
  'u/r/raw/a.tgz',
  'u/r/archive.tar.gz',
  'u/r?a-1.0.0.tgz',
  'g/s/r/a-1.0.0.tgz',
  '1a2b3c',
  'a-1.0.0.tgz',
  '-/a-1.0.0.tgz',
  '',
];
const urls = hosts.flatMap((host) => paths.map((path) => `https://${host}/${path}`));

async function npmSays(url: string): Promise<string> {
  const error: unknown = await readSpec(`a@${url}`).catch((caught: unknown) => caught);
  return (isCoded(error) && /: it is a (git|remote);/.exec(error.message)?.[1]) || 'neither';
}

test.each([
  ...urls,
  'https://u:p@github.com/u/r',
  'https://github.com:444/u/r',
  'https://GitHub.com\\u/r',
  'http://github.com/u/r',
])('npm would clone or download %s as we think', async (url) => {
  expect(isGitHostUrl(url) ? 'git' : 'remote').toBe(await npmSays(url));
});

test.each(['https://registry.example/a/-/a-1.0.0.tgz', 'https://github.com.evil.example/u/r', 'nonsense'])(
  '%s is no page of a git host',
  (url) => {
    expect(isGitHostUrl(url)).toBe(false);
  },
);
