import semverSatisfies from 'semver/functions/satisfies.js';

const plain = /^([~^]?)([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})$/;
const longest = 1024;

/**
 * True when npm takes `version` for `range`; a tag (`latest`) is met by anything. The two or three forms that nearly every
 * lockfile consists of are compared here, the rest by npm's own semver.
 */
export function satisfies(version: string, range: string): boolean {
  if (range === '' || range === '*' || range === version) return true;
  if (range.length > longest || version.length > longest) return false;
  const wanted = plain.exec(range);
  const given = wanted === null ? null : plain.exec(version);
  if (wanted === null || given === null || given[1] !== '') {
    return isTag(range) || semverSatisfies(version, range, true);
  }
  const [, operator, major, minor, patch] = wanted;
  const difference = [compare(given[2], major), compare(given[3], minor), compare(given[4], patch)] as const;
  if (operator === '') return difference.every((part) => part === 0);
  if (difference[0] !== 0) return false;
  const frozenMinor = operator === '~' || Number(major) === 0;
  if (difference[1] !== 0) return difference[1] > 0 && !frozenMinor;
  const frozenPatch = operator === '^' && Number(major) === 0 && Number(minor) === 0;
  return frozenPatch ? difference[2] === 0 : difference[2] >= 0;
}

function compare(a: string | undefined, b: string | undefined): number {
  return Number(a) - Number(b);
}

/** npm: what is neither a version nor a range is a tag. Ranges start with a digit, an operator, `v` and a digit, or `x`. */
function isTag(range: string): boolean {
  return /^[A-Za-z][A-Za-z0-9._-]*$/.test(range) && !/^(?:[vV][0-9]|[xX](?:\.|$))/.test(range);
}
