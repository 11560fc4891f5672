import { packageKey } from '../purl/package-key.ts';
import { parsePurl, type Purl } from '../purl/purl.ts';
import type { Signed, StatementOf } from '../statement/statement.ts';
import type { FlagIndex, Logged } from './logged.ts';
import type { Target } from './target.ts';

/** The keys under which a flag may concern an artifact: `targetKeys` of every artifact that it concerns has one of them. */
export function flagKeys({ subject, predicate }: Signed<StatementOf<'flag'>>): string[] {
  const { sha256, sha512 } = subject.digest;
  const digests = sha512 === undefined ? [] : [digestKey(sha256), digestKey(sha512)];
  return [...purlKeys(subject.name, predicate.range !== undefined), ...digests];
}

/** The keys under which to look up what may concern an artifact. */
export function targetKeys({ purl, digests: { sha256, sha512 } }: Target): string[] {
  const versions = purl.version === null ? [] : [versionKey(purl, purl.version)];
  const digests = [sha256, sha512].filter((digest) => digest !== undefined).map(digestKey);
  return [packageKey(purl), ...versions, ...digests];
}

/**
 * A lookup over flags in memory, for who has all of a log there. The gate's (cli/src/cache/flags.ts) goes by the same
 * keys, but loads and authenticates only the flags that it is asked for.
 */
export function flagIndexOf(flags: readonly Logged<'flag'>[]): FlagIndex {
  const byKey = new Map<string, Logged<'flag'>[]>();
  for (const flag of flags) {
    for (const key of flagKeys(flag.statement)) {
      const known = byKey.get(key);
      if (known) known.push(flag);
      else byKey.set(key, [flag]);
    }
  }
  return (target) => [...new Set(targetKeys(target).flatMap((key) => byKey.get(key) ?? []))];
}

/** Enough of a digest to look it up by; whether it is the same is checked on the whole. */
function digestKey(digest: string): string {
  return digest.slice(0, 16);
}

/** Of one version, or of the package where a range or no version at all is named. */
function purlKeys(name: string, ranged: boolean): string[] {
  try {
    const purl = parsePurl(name);
    return [ranged || purl.version === null ? packageKey(purl) : versionKey(purl, purl.version)];
  } catch {
    return [];
  }
}

function versionKey(purl: Purl, version: string): string {
  return `${packageKey(purl)}@${version}`;
}
