import { CodedError } from '../errors.ts';
import { isExactSemver, isNpmName } from './npm-name.ts';
import { canonicalPurl, formatPurl, makePurl, parsePurl, type Purl } from './purl.ts';

/** Where a `deb:NAME@VERSION` without further word comes from. */
const debNamespace = 'debian';
const forms =
  'NAME@VERSION or npm:NAME@VERSION (npm), deb:NAME@VERSION (Debian), or a purl such as pkg:npm/%40scope/name@1.2.3';

/**
 * The release that a person typed; throws `release-malformed`, naming the valid forms.
 *
 *     socks@2.8.4  npm:@babel/core@7.28.0  deb:tor@0.4.9.11-1  pkg:npm/socks@2.8.4
 */
export function parseRelease(text: string): Purl {
  if (/^pkg:/i.test(text)) return checkRelease(readPurl(text), text);
  const ecosystem = /^(npm|deb):/.exec(text)?.[1] ?? 'npm';
  const spec = text.slice(text.startsWith(`${ecosystem}:`) ? ecosystem.length + 1 : 0);
  const at = spec.lastIndexOf('@');
  if (at <= 0) throw malformed(text, 'it names no version');
  const name = spec.slice(0, at);
  const version = spec.slice(at + 1);
  if (ecosystem === 'npm') return npmRelease(name, version, text);
  if (!/^[a-z0-9][a-z0-9+.-]+$/.test(name)) throw malformed(text, 'not the name of a Debian package');
  if (!/^[0-9][A-Za-z0-9.+:~-]*$/.test(version)) throw malformed(text, 'not a Debian version');
  return makePurl({ type: 'deb', namespace: debNamespace, name, version });
}

/** The purl of an npm package: `packageName` as npm writes it, with its scope. Throws `purl-malformed`. */
export function npmPurl(name: string, version: string | null, qualifiers: Record<string, string> = {}): Purl {
  const slash = name.indexOf('/');
  const namespace = slash < 0 ? null : name.slice(0, slash);
  return makePurl({ type: 'npm', namespace, name: name.slice(slash + 1), version, qualifiers });
}

/** The name as its own ecosystem writes it: `socks`, `@babel/core`, `github.com/gorilla/context`, `tor`. */
export function packageName(purl: Purl): string {
  if (purl.namespace === null || purl.type === 'deb') return purl.name;
  return `${purl.namespace}${purl.type === 'maven' ? ':' : '/'}${purl.name}`;
}

/** For reading: `socks 2.8.4`. */
export function showRelease(purl: Purl): string {
  return purl.version === null ? packageName(purl) : `${packageName(purl)} ${purl.version}`;
}

/** For a command line: `socks@2.8.4`, `deb:tor@0.4.9.11-1`, else the purl. `parseRelease` gives `purl` back. */
export function releaseArgument(purl: Purl): string {
  const known = purl.type === 'npm' || (purl.type === 'deb' && purl.namespace === debNamespace);
  if (!known || purl.subpath !== null || Object.keys(purl.qualifiers).length > 0) return formatPurl(purl);
  return `${purl.type === 'deb' ? 'deb:' : ''}${packageName(purl)}@${purl.version}`;
}

function npmRelease(name: string, version: string, text: string): Purl {
  if (!isNpmName(name)) throw malformed(text, `${JSON.stringify(name)} is not the name of an npm package`);
  if (!isExactSemver(version)) throw malformed(text, `${JSON.stringify(version)} is not one exact version`);
  return npmPurl(name, version);
}

function checkRelease(purl: Purl, text: string): Purl {
  if (purl.version === null) throw malformed(text, 'it names no version');
  if (purl.type === 'npm') npmRelease(packageName(purl), purl.version, text);
  return purl;
}

function readPurl(text: string): Purl {
  return parsePurl(canonicalPurl(text));
}

function malformed(text: string, reason: string): CodedError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new CodedError(
    'release-malformed',
    `not a release: ${JSON.stringify(shown)}: ${reason}; expected ${forms}`,
  );
}
