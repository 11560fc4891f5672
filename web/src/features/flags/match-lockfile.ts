import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { severities } from '@countersign/shared/statement/flag.ts';
import { decodeEntry } from '@countersign/shared/statement/envelope.ts';
import { parseOutline } from '@countersign/shared/statement/parse.ts';
import { versCovers } from '@countersign/shared/trust/vers.ts';
import type { OpenedFlag } from './group.ts';
import type { LockedRelease } from './lockfile.ts';

export interface FlaggedRelease {
  readonly release: LockedRelease;
  readonly flags: readonly OpenedFlag[];
}

/** Which of a lockfile's releases a flag is on: by digest, or by package and version or range (docs/protocol.md). */
export class LockedReleases {
  readonly count: number;
  readonly #byName = new Map<string, LockedRelease[]>();
  readonly #byDigest = new Map<string, LockedRelease[]>();

  constructor(releases: readonly LockedRelease[]) {
    this.count = releases.length;
    for (const release of releases) {
      add(this.#byName, release.name, release);
      if (release.sha512 !== null) add(this.#byDigest, release.sha512, release);
    }
  }

  /** Whether an entry could be about one of them: spares checking signatures of all the others. */
  mayConcern(entry: string): boolean {
    try {
      const { subject } = parseOutline(decodeEntry(toUtf8(entry)).payload);
      if (subject.digest.sha512 !== undefined && this.#byDigest.has(subject.digest.sha512)) return true;
      const purl = readPurl(subject.name);
      return purl !== null && this.#byName.has(nameOf(purl));
    } catch {
      return true;
    }
  }

  /** The worst flagged first; `flags` are those that stand. */
  flagged(flags: readonly OpenedFlag[]): FlaggedRelease[] {
    const found = new Map<LockedRelease, OpenedFlag[]>();
    for (const flag of flags) {
      for (const release of this.#on(flag)) add(found, release, flag);
    }
    return [...found]
      .map(([release, on]) => ({ release, flags: on.toSorted((a, b) => rank(a) - rank(b)) }))
      .sort((a, b) => rank(a.flags[0]) - rank(b.flags[0]));
  }

  #on({ statement: { subject, predicate } }: OpenedFlag): Set<LockedRelease> {
    const releases = new Set<LockedRelease>(
      subject.digest.sha512 === undefined ? [] : (this.#byDigest.get(subject.digest.sha512) ?? []),
    );
    const purl = readPurl(subject.name);
    if (purl === null) return releases;
    for (const release of this.#byName.get(nameOf(purl)) ?? []) {
      const covered =
        predicate.range === undefined
          ? purl.version === null || purl.version === release.version
          : versCovers(predicate.range, 'npm', release.version);
      if (covered) releases.add(release);
    }
    return releases;
  }
}

/** For a link; null where the lockfile's name is none that npm would take. */
export function purlOfLocked({ name, version }: LockedRelease): string | null {
  try {
    return formatPurl(npmPurl(name, version));
  } catch {
    return null;
  }
}

function rank(flag: OpenedFlag | undefined): number {
  return flag ? severities.indexOf(flag.statement.predicate.severity) : severities.length;
}

function nameOf(purl: Purl): string {
  if (purl.type !== 'npm') return '';
  return purl.namespace === null ? purl.name : `${purl.namespace}/${purl.name}`;
}

function readPurl(text: string): Purl | null {
  try {
    return parsePurl(text);
  } catch {
    return null;
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
