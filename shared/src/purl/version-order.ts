import semver from 'semver';
import type { Ecosystem } from './ecosystem.ts';

/**
 * The order of two versions, for lists and to find the newest: npm's own where both are npm's, else number by number as
 * a reader would. No verdict hangs on it.
 */
export function compareVersions(type: Ecosystem, a: string, b: string): number {
  if (type === 'npm' && semver.valid(a) !== null && semver.valid(b) !== null)
    return semver.compareBuild(a, b);
  const [as, bs] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(as.length, bs.length); i++) {
    const order = comparePart(as[i] ?? '', bs[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** A version that its author calls unfinished: `2.0.0-rc.1`. */
export function isPrerelease(type: Ecosystem, version: string): boolean {
  return type === 'npm' && semver.prerelease(version) !== null;
}

function partsOf(version: string): string[] {
  return version.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function comparePart(a: string, b: string): number {
  const isNumber = /^[0-9]/;
  if (isNumber.test(a) && isNumber.test(b)) {
    const [left, right] = [BigInt(a), BigInt(b)];
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}
