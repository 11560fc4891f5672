import type { Parser } from '@lezer/common';
import { parser as cssParser } from '@lezer/css';
import { configureNesting, parser as htmlParser } from '@lezer/html';
import { parser as javascript } from '@lezer/javascript';
import { parser as jsonParser } from '@lezer/json';
import { GFM, parseCode, parser as markdown } from '@lezer/markdown';
import { parser as yamlParser } from '@lezer/yaml';

const jsx = javascript.configure({ dialect: 'jsx' });
const typescript = javascript.configure({ dialect: 'ts' });
const tsx = javascript.configure({ dialect: 'jsx ts' });
const html = htmlParser.configure({
  wrap: configureNesting([
    { tag: 'script', parser: javascript },
    { tag: 'style', parser: cssParser },
  ]),
});

const byEnding: Readonly<Record<string, Parser>> = {
  js: javascript,
  mjs: javascript,
  cjs: javascript,
  jsx,
  ts: typescript,
  mts: typescript,
  cts: typescript,
  tsx,
  json: jsonParser,
  jsonc: jsonParser,
  map: jsonParser,
  css: cssParser,
  html,
  htm: html,
  xhtml: html,
  svg: html,
  xml: html,
  vue: html,
  yml: yamlParser,
  yaml: yamlParser,
};
const inMarkdown = new Map(Object.entries({ ...byEnding, javascript, typescript }));
const md = markdown.configure([
  GFM,
  parseCode({ codeParser: (info) => inMarkdown.get(/^\w*/.exec(info.toLowerCase())?.[0] ?? '') ?? null }),
]);
const grammars = new Map(Object.entries({ ...byEnding, md, markdown: md, mdx: md }));

/** The grammar for a file, by the ending of its name, or by `#!` in its first line; null where there is none. */
export function grammarOf(path: string, firstLine: string): Parser | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  const known = dot >= 0 ? grammars.get(name.slice(dot + 1)) : undefined;
  if (known !== undefined) return known;
  return /^#!.*\b(node|bun|deno)\b/.test(firstLine) ? javascript : null;
}
