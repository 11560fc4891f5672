import { packageKey } from '../purl/package-key.ts';
import { parsePurl } from '../purl/purl.ts';
import type { FlagIndex, Logged } from './logged.ts';

/** A lookup over flags in memory, by digest and by package. */
export function flagIndexOf(flags: readonly Logged<'flag'>[]): FlagIndex {
  const byKey = new Map<string, Logged<'flag'>[]>();
  for (const flag of flags) {
    const { name, digest } = flag.statement.subject;
    for (const key of [packageOf(name), digest.sha256, digest.sha512]) {
      if (key === undefined) continue;
      const known = byKey.get(key);
      if (known) known.push(flag);
      else byKey.set(key, [flag]);
    }
  }
  return ({ purl, digests: { sha256, sha512 } }) => {
    const keys = [packageKey(purl), sha256, sha512].filter((key) => key !== undefined);
    return [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))];
  };
}

function packageOf(name: string): string | undefined {
  try {
    return packageKey(parsePurl(name));
  } catch {
    return undefined;
  }
}
