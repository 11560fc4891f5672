import { existsSync, globSync, readFileSync } from 'node:fs';
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

/** `docs/protocol.md, "Whose flags count"` in a comment, which may go on in its next line. */
const citation = /((?:docs\/)?\w+\.md), "([^"]+)"/g;

test('every section that a source cites is there, by its name but for what stands in brackets', () => {
  const headings = new Map(
    documents.map((path) => [
      path as string,
      [...readDocument(path).matchAll(/^#+ (.+?)(?: \(.*\))?$/gm)].map(([, heading]) => heading),
    ]),
  );
  const paths = globSync('{shared,server,cli,test}/{src,bin,*}/**/*.{ts,js}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('.types'),
  });
  const cited = paths.flatMap((path) => {
    const text = readFileSync(`${root}/${path}`, 'utf8').replaceAll(/\n\s*(?:\*|\/\/) /g, ' ');
    return [...text.matchAll(citation)].map(([, document = '', section]) => ({ path, document, section }));
  });
  expect(cited.length).toBeGreaterThan(15);
  expect(cited.filter(({ document, section }) => !headings.get(document)?.includes(section))).toEqual([]);
});
