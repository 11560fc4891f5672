const urlSafe = /^[A-Za-z0-9._~!'()*-]+$/;
const reserved = new Set(['node_modules', 'favicon.ico']);

/**
 * A name that the npm registry may hold, legacy spellings (`JSONStream`, `_`) included: `name` or `@scope/name`, URL-safe
 * characters, no leading dot, at most 214 characters (npm's validate-npm-package-name, "old packages").
 */
export function isNpmName(text: string): boolean {
  if (text.length > 214) return false;
  if (!text.startsWith('@')) return isNpmNamePart(text) && !reserved.has(text.toLowerCase());
  const slash = text.indexOf('/');
  return slash > 0 && isNpmNamePart(text.slice(1, slash)) && isNpmNamePart(text.slice(slash + 1));
}

function isNpmNamePart(part: string): boolean {
  return urlSafe.test(part) && !part.startsWith('.');
}

const number = '(?:0|[1-9][0-9]*)';
const prerelease = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const exact = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-${prerelease}(?:\\.${prerelease})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** One exact version as semver.org 2.0.0 writes it: no range, no `v`, no leading zeros; at most 256 characters. */
export function isExactSemver(text: string): boolean {
  return text.length <= 256 && exact.test(text);
}
