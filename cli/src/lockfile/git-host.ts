/**
 * Whether npm clones what an http or https address names in place of downloading it: it takes a page of a repository on a
 * host that it knows for the repository itself, and of what it gets by git it checks no integrity (hosted-git-info,
 * hosts.js). Where npm's reading of the path leaves a choice, the answer is yes.
 *
 *     https://github.com/user/repo.git#1e6b8a5c…   https://gitlab.com/group/sub/repo   https://gist.github.com/1a2b3c
 */
export function isGitHostUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  const isRepository = hosts.get(url.hostname.replace(/^www\./, ''));
  return isRepository !== undefined && isRepository(url.pathname.slice(1));
}

const userAndRepo = /^[^/]+\/[^/]+/;

/** Path, without the first slash → whether it is one of a repository rather than of a file to download. */
const hosts: ReadonlyMap<string, (path: string) => boolean> = new Map([
  ['github.com', (path) => userAndRepo.test(path) && /^[^/]*\/[^/]*(?:\/(?:\/|tree(?:\/|$)|$)|$)/.test(path)],
  [
    'gitlab.com',
    (path) => !path.includes('/-/') && !path.includes('/archive.tar.gz') && /.\/[^/]+$/.test(path),
  ],
  ['bitbucket.org', (path) => userAndRepo.test(path) && !isPart(path, 2, 'get')],
  ['git.sr.ht', (path) => userAndRepo.test(path) && !isPart(path, 2, 'archive')],
  ['gist.github.com', (path) => /[^/]/.test(path) && !isPart(path, 2, 'raw')],
]);

function isPart(path: string, index: number, part: string): boolean {
  return path.split('/', index + 1)[index] === part;
}
