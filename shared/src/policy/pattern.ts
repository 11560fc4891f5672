import { isCoded, CodedError } from '../errors.ts';
import { ecosystems, isEcosystem } from '../purl/ecosystem.ts';
import { formatPurl, parsePurl, type Purl } from '../purl/purl.ts';
import { sameRegistry } from '../purl/registry-host.ts';
import { nearest } from './nearest.ts';

/**
 * What a rule matches: `*` alone, or a purl in which `*` stands for any run of characters, `/` included.
 *
 *     *                      every release of the ecosystems' own registries
 *     pkg:npm/*              ... of npm
 *     pkg:npm/@acme/*        ... of the scope (pkg:npm/%40acme/* says the same)
 *     pkg:npm/socks@2.*      ... of one package, by version
 *     pkg:npm/*?repository_url=registry.example   every release of that registry
 */
export interface Pattern {
  readonly text: string;
  /** Null: any type. */
  readonly type: string | null;
  /** Namespace and name, percent-encoded as in a purl. */
  readonly path: string;
  readonly version: string;
  /** Qualifiers that a release must have; null: with any value. */
  readonly qualifiers: ReadonlyMap<string, string | null>;
}

const maxLength = 512;
/** No single stand-in for `*` suits every type: npm wants an `@` in a scope, deb and maven want a namespace. */
const standIns = ['x', 'x/x', '%40x/x', '%40x'];

/** Throws `pattern-malformed`. A pattern that could never match is refused: it would let a laxer rule match instead. */
export function parsePattern(text: string): Pattern {
  if (text === '*') return { text, type: null, path: '*', version: '*', qualifiers: new Map() };
  if (text.length > maxLength) throw malformed(`longer than ${maxLength} characters`);
  const type = /^pkg:([^/]*)\//.exec(text)?.[1];
  if (type === undefined) throw malformed('expected *, or pkg:TYPE/NAME where * stands for any characters');
  if (!isEcosystem(type))
    throw malformed(`unknown type "${type}"; valid: ${ecosystems.join(', ')}${hint(type)}`);
  const canonical = text.replace(/^pkg:npm\/@/, 'pkg:npm/%40');
  const sample = samplePurl(canonical);
  if (sample.subpath !== null) throw malformed('a release has no subpath ("#…")');
  const { path, version, query } = cut(canonical);
  return { text, type, path, version: version ?? '*', qualifiers: readQualifiers(query, sample) };
}

/** True when the pattern covers `release`, its registry aside (rules.ts asks for that). */
export function matchesPattern(pattern: Pattern, release: Purl): boolean {
  for (const [key, value] of pattern.qualifiers) {
    const found = Object.hasOwn(release.qualifiers, key) ? release.qualifiers[key] : undefined;
    if (found === undefined) return false;
    const same = (other: string) => (key === 'repository_url' ? sameRegistry(other, found) : other === found);
    if (value !== null && !same(value)) return false;
  }
  if (pattern.type === null) return true;
  if (pattern.type !== release.type) return false;
  const { path, version } = cut(formatPurl(release));
  return matchesGlob(pattern.path, path) && matchesGlob(pattern.version, version ?? '');
}

/** True when `earlier` matches whatever `later` does, so that a rule for `later` never has its turn. */
export function shadows(earlier: Pattern, later: Pattern): boolean {
  for (const [key, value] of earlier.qualifiers) {
    if (!later.qualifiers.has(key) || (value !== null && later.qualifiers.get(key) !== value)) return false;
  }
  if (later.qualifiers.has('repository_url') && !earlier.qualifiers.has('repository_url')) return false;
  if (earlier.type === null) return true;
  if (earlier.type !== later.type) return false;
  // A "*" of `later` read as a plain character: whatever takes it takes all that it stands for.
  return matchesGlob(earlier.path, later.path) && matchesGlob(earlier.version, later.version);
}

/** `*` stands for any run of characters. Every literal piece is looked for once, left to right: no backtracking. */
export function matchesGlob(glob: string, text: string): boolean {
  const [first, ...rest] = glob.split('*') as [string, ...string[]];
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

/** The parts of a canonical purl or pattern: its only plain "@" starts the version, its only plain "?" the query. */
function cut(text: string): { path: string; version: string | null; query: string } {
  const [front, query = ''] = text.split('?') as [string, string?];
  const [path, version = null] = front.slice(front.indexOf('/') + 1).split('@') as [string, string?];
  return { path, version, query };
}

function samplePurl(pattern: string): Purl {
  const pathEnd = pattern.search(/[@?]|$/);
  const path = pattern.slice(0, pathEnd);
  const rest = pattern.slice(pathEnd).replaceAll('*', 'x');
  let reason = '';
  for (const standIn of standIns) {
    try {
      return parsePurl(path.replaceAll('*', standIn) + rest);
    } catch (error) {
      if (!isCoded(error)) throw error;
      reason ||= error.message.slice(error.message.lastIndexOf('": ') + 3);
    }
  }
  throw malformed(`no release could match it: ${reason}`);
}

function readQualifiers(query: string, sample: Purl): Map<string, string | null> {
  const qualifiers = new Map<string, string | null>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [key, value] = pair.split('=') as [string, string];
    if (key.includes('*') || (value.includes('*') && value !== '*')) {
      throw malformed('in a qualifier, * stands for a whole value only');
    }
    qualifiers.set(key, value === '*' ? null : (sample.qualifiers[key] as string));
  }
  return qualifiers;
}

function hint(type: string): string {
  const suggestion = nearest(type, ecosystems);
  return suggestion === null ? '' : `; did you mean "${suggestion}"?`;
}

function malformed(reason: string): CodedError {
  return new CodedError('pattern-malformed', reason);
}
