import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { defaultRegistryHost } from '@countersign/shared/registry/default-registry.ts';
import { documents, readDocument, root } from './markdown.ts';

/** As hosts of repositories make anchors of headings. */
function anchorsOf(path: string): Set<string> {
  const prose = readDocument(path).replaceAll(/^```[^]*?^```$/gm, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading as string);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const links = documents.flatMap((path) =>
  [...readDocument(path).matchAll(/\[[^\]]+\]\(([^)]+)\)/g)].map(
    ([, target]) => [path, target as string] as const,
  ),
);

test.each(links)('%s: the link to %s leads somewhere', (path, link) => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path : posix.join(posix.dirname(path), file);
  expect(existsSync(`${root}/${target}`)).toBe(true);
  if (anchor !== undefined) expect([...anchorsOf(target)]).toContain(anchor);
});

test.each(documents)('%s names no registry host, and no folder of a machine', (path) => {
  const text = readDocument(path);
  expect(text).not.toContain(defaultRegistryHost);
  expect(text).not.toMatch(/\/(?:tmp|home|root|Users)\//);
});

test('every file that a document names by its path is there', () => {
  for (const path of documents) {
    const named = [
      ...readDocument(path).matchAll(
        /`((?:shared|server|cli|test|scripts|docs|web)\/[\w./-]+\.(?:ts|js|md))`/g,
      ),
    ];
    expect(named.filter(([, file]) => !existsSync(`${root}/${file}`))).toEqual([]);
  }
});
