import { isGitHostUrl } from './git-host.ts';

/** What a dependency asks for, told apart as npm's npm-package-arg does. */
export type Specifier =
  | { readonly kind: 'registry'; readonly name: string; readonly range: string }
  | { readonly kind: 'git' }
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unknown' };

const longest = 1024;
const hostedShortcut = /^(?:github|gitlab|bitbucket|gist|sourcehut):/i;
const filePath = /^(?:\.|~\/|\/|[A-Za-z]:)/;
const tarball = /\.(?:tgz|tar\.gz|tar)$/i;

/**
 * `spec` of a dependency called `name`.
 *
 *     ^1.2.3  npm:@scope/real@^1.0.0  github:user/repo#tag  https://host/a.tgz  file:../a
 */
export function readSpecifier(name: string, spec: string): Specifier {
  const text = spec.trim();
  if (text.length > longest) return { kind: 'unknown' };
  if (/^[\^~]?[0-9][0-9.]*$/.test(text)) return { kind: 'registry', name, range: text };
  if (/^file:/i.test(text)) return { kind: 'file', path: text.slice(5).replace(/^\/\//, '') };
  if (filePath.test(text)) return { kind: 'file', path: text };
  if (/^npm:/i.test(text)) return readAlias(text.slice(4));
  if (hostedShortcut.test(text) || /^(?:git(?:\+[a-z]+)?:|ssh:|git@)/i.test(text)) return { kind: 'git' };
  if (/^https?:\/\//i.test(text)) return isGitHostUrl(text) ? { kind: 'git' } : { kind: 'http', url: text };
  if (/^[a-z]+:/i.test(text)) return { kind: 'unknown' };
  if (/^[^@/\s]+\/[^/\s]+$/.test(text)) return { kind: 'git' };
  if (text.includes('/') || tarball.test(text)) return { kind: 'file', path: text };
  return { kind: 'registry', name, range: text };
}

function readAlias(target: string): Specifier {
  const at = target.indexOf('@', 1);
  const name = at < 0 ? target : target.slice(0, at);
  return name === ''
    ? { kind: 'unknown' }
    : { kind: 'registry', name, range: at < 0 ? '' : target.slice(at + 1) };
}
