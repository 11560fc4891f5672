import type { SignerId } from '../signer/signer.ts';
import { samePackage } from '../purl/package-key.ts';
import { parsePurl, type Purl } from '../purl/purl.ts';
import { sameRegistry } from '../purl/registry-host.ts';
import { timeOrNow, type FlagIndex, type Logged, type LoggedUnknown, type TrustEntries } from './logged.ts';
import { liveVouches, reachFrom, type Reach } from './reach.ts';
import type { Revocations } from './revocations.ts';
import type { Target } from './target.ts';
import { versCovers } from './vers.ts';

export interface TrustRoots {
  readonly anchors: readonly { readonly signer: SignerId; readonly final: boolean }[];
  /** D: how many vouches a path may have. */
  readonly depth: number;
}

/** The flags on one artifact that its judge has to heed, sorted by what they do (docs/protocol.md, "Verdict"). */
export interface FlagAssessment {
  readonly malicious: readonly Logged<'flag'>[];
  readonly suspicious: readonly Logged<'flag'>[];
  /** `vulnerable` and `unmaintained`: shown, not counted. */
  readonly notes: readonly Logged<'flag'>[];
  readonly unknown: readonly LoggedUnknown[];
  /** An anchor says so, or κ⁻ ≥ 2. */
  readonly maliciousCertain: boolean;
  readonly suspiciousCertain: boolean;
}

/** A flag's purl without a registry covers every registry: leaving one out would be a way around the flag. */
function coversRelease(flagged: Purl, range: string | undefined, release: Purl): boolean {
  if (!samePackage(flagged, release)) return false;
  const registry = flagged.qualifiers.repository_url;
  const elsewhere = release.qualifiers.repository_url;
  if (registry !== undefined && (elsewhere === undefined || !sameRegistry(registry, elsewhere))) return false;
  if (range !== undefined) return versCovers(range, release.type, release.version ?? '');
  return flagged.version === null || flagged.version === release.version;
}

function readPurl(text: string): Purl | null {
  try {
    return parsePurl(text);
  } catch {
    return null;
  }
}

/** Whether a flag is on this artifact: by one of its digests, or by its purl (docs/protocol.md, "Whose flags count"). */
export function isAbout(
  { statement: { subject, predicate } }: Logged<'flag'>,
  { purl, digests }: Target,
): boolean {
  const { sha256, sha512 } = subject.digest;
  // With one digest alone, that is the name's, not an artifact's.
  if (sha512 !== undefined && (sha256 === digests.sha256 || sha512 === digests.sha512)) return true;
  const flagged = readPurl(subject.name);
  return flagged !== null && coversRelease(flagged, predicate.range, purl);
}

/** The standing flags of the trust log, looked up by artifact. */
export class Flags {
  readonly #candidates: FlagIndex;
  readonly #found = new WeakMap<Target, readonly Logged<'flag'>[]>();
  readonly #unknown: readonly LoggedUnknown[];
  readonly #revocations: Revocations;
  readonly #roots: TrustRoots;
  readonly #reach: Reach;
  readonly #reachOf: (anchor: SignerId) => Reach;
  readonly #now: number;

  constructor(entries: TrustEntries, revocations: Revocations, roots: TrustRoots, now: number) {
    this.#candidates = entries.flags;
    this.#revocations = revocations;
    this.#roots = roots;
    this.#now = now;
    const edges = liveVouches(entries.vouches, revocations, now);
    this.#reach = reachFrom(
      roots.anchors.map(({ signer }) => signer),
      edges,
      roots.depth,
    );
    const reaches = new Map<SignerId, Reach>();
    this.#reachOf = (anchor) => {
      const known = reaches.get(anchor) ?? reachFrom([anchor], edges, roots.depth);
      reaches.set(anchor, known);
      return known;
    };
    this.#unknown = entries.unknown.filter((unknown) => this.#reached(this.#reach, unknown));
  }

  /** Within D vouches of an anchor at some moment from its log time until now. */
  #reached(reach: Reach, { statement, time }: Logged<'flag'> | LoggedUnknown): boolean {
    return reach(statement.by) >= Math.min(timeOrNow(time, this.#now), this.#now);
  }

  /** Every standing flag on this artifact, by digest or purl range, whoever reachable raised it. */
  on(target: Target): readonly Logged<'flag'>[] {
    const known = this.#found.get(target);
    if (known) return known;
    const found = this.#candidates(target).filter((flag) => isAbout(flag, target) && this.#stands(flag));
    this.#found.set(target, found);
    return found;
  }

  /** Not taken back, neither itself nor by what became of its key, and raised by somebody within reach. */
  #stands(flag: Logged<'flag'>): boolean {
    const { by, id } = flag.statement;
    if (!this.#revocations.flagStands(by, flag.time) || this.#revocations.retractedFrom(id, by) !== null)
      return false;
    return this.#reached(this.#reach, flag);
  }

  assess(target: Target): FlagAssessment {
    const flags = this.on(target);
    const of = (severity: string) => flags.filter((flag) => flag.statement.predicate.severity === severity);
    const malicious = of('malicious');
    const suspicious = of('suspicious');
    return {
      malicious,
      suspicious,
      notes: [...of('vulnerable'), ...of('unmaintained')],
      unknown: this.#unknown.filter((unknown) => this.#concerns(unknown, target)),
      maliciousCertain: this.#certain(malicious),
      suspiciousCertain: this.#certain([...malicious, ...suspicious]),
    };
  }

  #concerns({ statement: { subject } }: LoggedUnknown, { purl, digests }: Target): boolean {
    if (subject.digest.sha256 === digests.sha256) return true;
    if (subject.digest.sha512 !== undefined && subject.digest.sha512 === digests.sha512) return true;
    if (!subject.name.startsWith('pkg:')) return false;
    const named = readPurl(subject.name);
    // A purl that this version cannot read may mean this very package.
    return named === null || coversRelease(named, undefined, purl);
  }

  /**
   * An anchor's word, or κ⁻ ≥ 2: no single principal's removal leaves the artifact without a flag. Plain for now: at
   * least two flaggers, reached from two anchors or from one that cannot be cut; never less than the exact measure.
   */
  #certain(flags: readonly Logged<'flag'>[]): boolean {
    const { anchors } = this.#roots;
    if (flags.some((flag) => anchors.some(({ signer }) => signer === flag.statement.by))) return true;
    if (new Set(flags.map((flag) => flag.statement.by)).size < 2) return false;
    const reaching = anchors.filter(({ signer }) =>
      flags.some((flag) => this.#reached(this.#reachOf(signer), flag)),
    );
    return reaching.length >= 2 || reaching.some(({ final }) => final);
  }
}
