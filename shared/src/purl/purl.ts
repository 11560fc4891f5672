import { CodedError } from '../errors.ts';
import { ecosystems, isEcosystem, rulesOf, type Ecosystem } from './ecosystem.ts';
import { printPurl } from './print.ts';

/**
 * A package URL (ECMA-427, github.com/package-url/purl-spec), decoded, in the one spelling that its type allows.
 *
 *     pkg:npm/%40babel/core@7.28.0?repository_url=https:%2F%2Fregistry.example#lib
 *     { type: 'npm', namespace: '@babel', name: 'core', version: '7.28.0',
 *       qualifiers: { repository_url: 'https://registry.example' }, subpath: 'lib' }
 */
export interface Purl {
  readonly type: Ecosystem;
  /** Segments joined by `/`; for npm the scope with its `@`. */
  readonly namespace: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly qualifiers: Readonly<Record<string, string>>;
  readonly subpath: string | null;
}

/** What may become a purl: as Purl, but nothing is sure yet. */
export interface PurlParts {
  readonly type: string | null;
  readonly namespace?: string | null;
  readonly name: string | null;
  readonly version?: string | null;
  readonly qualifiers?: Readonly<Record<string, string>> | null;
  readonly subpath?: string | null;
}

const maxLength = 2048;
/** Nearly every part: spares the slower search. */
const printable = /^[ -~]*$/;
/** Controls, format and bidi characters, lone surrogates, line separators: none of them belongs in a name. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The purl that `text` is, in its canonical form to the character; anything else throws `purl-malformed`. */
export function parsePurl(text: string): Purl {
  const purl = readPurl(text);
  const canonical = printPurl(purl);
  if (canonical !== text) throw malformed(text, `its canonical form is ${canonical}`);
  return purl;
}

/** The canonical form of a purl in any spelling that purl-spec reads; throws `purl-malformed`. */
export function canonicalPurl(text: string): string {
  return printPurl(readPurl(text));
}

/** The canonical text of `parts`, folded as its type wants; throws `purl-malformed` where none exists. */
export function formatPurl(parts: PurlParts): string {
  return printPurl(makePurl(parts));
}

/** `parts` in canonical spelling, every rule of its type checked; throws `purl-malformed`. */
export function makePurl(parts: PurlParts): Purl {
  const type = parts.type ?? '';
  if (!isEcosystem(type)) throw malformed(type, `unknown type; known are ${ecosystems.join(', ')}`);
  const rules = rulesOf[type];
  const namespace = parts.namespace ? rules.fold(parts.namespace) : null;
  const name = rules.fold(parts.name ?? '');
  const purl: Purl = {
    type,
    namespace,
    name,
    version: parts.version || null,
    qualifiers: checkQualifiers(parts.qualifiers ?? {}),
    subpath: parts.subpath || null,
  };
  if (name === '' || name.includes('/')) throw malformed(name, 'a purl needs a name, without "/"');
  checkNamespace(type, namespace);
  checkSegments(namespace);
  checkSegments(purl.subpath);
  for (const part of [name, namespace, purl.version, purl.subpath]) checkVisible(part);
  return purl;
}

function checkQualifiers(given: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const key of Object.keys(given).toSorted()) {
    const value = given[key] as string;
    if (!/^[a-z][a-z0-9._-]*$/.test(key)) throw malformed(key, 'not a qualifier key');
    checkVisible(value);
    if (value !== '') checked[key] = value;
  }
  return checked;
}

function checkNamespace(type: Ecosystem, namespace: string | null): void {
  const rule = rulesOf[type].namespace;
  if (namespace === null) {
    if (rule === 'required') throw malformed(type, 'this type needs a namespace');
  } else if (rule === 'none') {
    throw malformed(namespace, `${type} has no namespaces`);
  } else if (rule === 'scope' && !/^@[^/]+$/.test(namespace)) {
    throw malformed(namespace, 'the namespace of an npm package is a scope: @name');
  }
}

function checkSegments(path: string | null): void {
  if (path === null) return;
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..')
      throw malformed(path, 'an empty, "." or ".." segment');
  }
}

function checkVisible(part: string | null): void {
  if (part !== null && !printable.test(part) && invisible.test(part))
    throw malformed(part, 'a control or invisible character');
}

/** purl-spec, "How to parse a purl string in its components", with every ambiguity refused. */
function readPurl(text: string): Purl {
  if (text.length > maxLength) throw malformed(text, `longer than ${maxLength} characters`);
  const [withoutSubpath, subpath] = cutLast(text, '#');
  const [withoutQualifiers, qualifiers] = cutLast(withoutSubpath, '?');
  if (withoutQualifiers.slice(0, 4).toLowerCase() !== 'pkg:') throw malformed(text, 'it starts with "pkg:"');
  const path = withoutQualifiers.slice(4).replace(/^\/+/, '');
  const slash = path.indexOf('/');
  if (slash < 0) throw malformed(text, 'expected pkg:TYPE/NAME@VERSION');
  const segments = path.slice(slash + 1).split('/');
  const last = segments.pop() as string;
  const [name, version] = cutLast(last, '@');
  return makePurl({
    type: path.slice(0, slash).toLowerCase(),
    namespace: readNamespace(segments, text),
    name: decode(name, text),
    version: version === null ? null : decode(version, text),
    qualifiers: readQualifiers(qualifiers, text),
    subpath: readSubpath(subpath, text),
  });
}

function readNamespace(segments: string[], text: string): string {
  const kept = segments.filter((segment) => segment !== '');
  // A raw "@" elsewhere may as well be meant to start a version that holds a "/".
  const unclear = kept.some((segment, i) => segment.includes('@', i === 0 ? 1 : 0));
  if (unclear) throw malformed(text, 'an "@" in a namespace is written %40, a "/" in a version %2F');
  return kept.map((segment) => decodeSegment(segment, text)).join('/');
}

function readSubpath(subpath: string | null, text: string): string {
  const segments = (subpath ?? '').split('/').map((segment) => decodeSegment(segment, text));
  return segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..').join('/');
}

function readQualifiers(qualifiers: string | null, text: string): Record<string, string> {
  const read = new Map<string, string>();
  for (const pair of (qualifiers ?? '').split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    if (equals < 0) throw malformed(text, 'a qualifier without "="');
    const key = pair.slice(0, equals).toLowerCase();
    if (read.has(key)) throw malformed(text, 'the same qualifier twice');
    read.set(key, decode(pair.slice(equals + 1), text));
  }
  return Object.fromEntries(read);
}

function cutLast(text: string, separator: string): [string, string | null] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeSegment(segment: string, text: string): string {
  const decoded = decode(segment, text);
  if (decoded.includes('/')) throw malformed(text, 'an encoded "/" in a segment');
  return decoded;
}

function decode(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw malformed(text, 'bad percent-encoding', cause);
  }
}

function malformed(text: string, reason: string, cause?: unknown): CodedError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new CodedError(
    'purl-malformed',
    `not a package URL: ${JSON.stringify(shown)}: ${reason}`,
    {},
    { cause },
  );
}
