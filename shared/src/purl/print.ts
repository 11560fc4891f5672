import type { Purl } from './purl.ts';

const plain = /^[A-Za-z0-9._~:-]*$/;
/** What encodeURIComponent leaves alone although purl-spec does not. */
const missed: Readonly<Record<string, string>> = {
  '!': '%21',
  "'": '%27',
  '(': '%28',
  ')': '%29',
  '*': '%2A',
};

/** purl-spec, "How to build a purl string from its components", of a purl that is already checked and folded. */
export function printPurl(purl: Purl): string {
  const namespace = purl.namespace === null ? '' : `${encodePath(purl.namespace)}/`;
  const version = purl.version === null ? '' : `@${encode(purl.version)}`;
  const pairs = Object.keys(purl.qualifiers)
    .toSorted()
    .map((key) => `${key}=${encode(purl.qualifiers[key] as string)}`);
  const qualifiers = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  const subpath = purl.subpath === null ? '' : `#${encodePath(purl.subpath)}`;
  return `pkg:${purl.type}/${namespace}${encode(purl.name)}${version}${qualifiers}${subpath}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

function encode(part: string): string {
  if (plain.test(part)) return part;
  return encodeURIComponent(part)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, (character) => missed[character] as string);
}
