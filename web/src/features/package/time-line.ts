import type { PackageAnswer } from '@countersign/shared/api.ts';
import { parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { samePackage } from '@countersign/shared/purl/package-key.ts';
import { versCovers } from '@countersign/shared/trust/vers.ts';
import type { OpenedOf } from '../../app/opened.ts';

type Listed = PackageAnswer['versions'][number];

/** One version on the time line, with what was said about it and checked here. */
export interface TimePoint {
  readonly purl: string;
  readonly version: string;
  readonly published: string | null;
  readonly reviews: readonly OpenedOf<'review'>[];
  /** Those of ranges that cover it, too; without those that were taken back. */
  readonly flags: readonly OpenedOf<'flag'>[];
  /** The version before it; null for the oldest. */
  readonly before: { readonly purl: string; readonly version: string } | null;
  /** Signers whose reviews, each following on the last, lead from the version before to this one. */
  readonly connected: readonly string[];
  /** Signers who read all of it. */
  readonly whole: readonly string[];
}

/** `versions` newest first, as the node lists them. */
export function timeLine(
  versions: readonly Listed[],
  reviews: readonly OpenedOf<'review'>[],
  flags: readonly OpenedOf<'flag'>[],
): TimePoint[] {
  const counted = reviews.filter(countsAsStep);
  return versions.map(({ purl, version, published }, i) => {
    const before = versions[i + 1] ?? null;
    const own = reviews.filter(({ statement }) => statement.subject.name === purl);
    const whole = own.filter((review) => countsAsStep(review) && scopeOf(review).kind === 'full');
    return {
      purl,
      version,
      published,
      reviews: own,
      flags: flags.filter((flag) => flag.withdrawn !== 'shown' && isOn(flag, purl)),
      before: before && { purl: before.purl, version: before.version },
      connected: before ? connecting(counted, before.purl, purl) : [],
      whole: [...new Set(whole.map(({ statement }) => statement.by))],
    };
  });
}

/** As a gate would take it, but for who signed: that is for each reader's anchors (docs/protocol.md, "Trust"). */
function countsAsStep({ statement: { predicate }, withdrawn }: OpenedOf<'review'>): boolean {
  return (
    withdrawn !== 'shown' &&
    'complete' in predicate.coverage &&
    predicate.method.kind !== 'automated' &&
    predicate.thoroughness !== 'none'
  );
}

function scopeOf({ statement }: OpenedOf<'review'>) {
  return statement.predicate.scope;
}

/** The signers of whom one alone accepted every step from `from` to `to`; steps join by their bytes. */
function connecting(reviews: readonly OpenedOf<'review'>[], from: string, to: string): string[] {
  const steps = new Map<string, { base: string; target: string; last: boolean; first: boolean }[]>();
  for (const { statement } of reviews) {
    const { scope } = statement.predicate;
    if (scope.kind !== 'change') continue;
    const own = steps.get(statement.by) ?? [];
    own.push({
      base: scope.base.sha256,
      target: statement.subject.digest.sha256,
      first: scope.base.purl === from,
      last: statement.subject.name === to,
    });
    steps.set(statement.by, own);
  }
  return [...steps].filter(([, own]) => reaches(own)).map(([signer]) => signer);
}

function reaches(steps: readonly { base: string; target: string; last: boolean; first: boolean }[]): boolean {
  const reached = new Set(steps.filter(({ first }) => first).map(({ base }) => base));
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const { base, target, last } of steps) {
      if (!reached.has(base)) continue;
      if (last) return true;
      reached.add(target);
    }
  }
  return false;
}

function isOn({ statement: { subject, predicate } }: OpenedOf<'flag'>, purl: string): boolean {
  if (predicate.range === undefined) return subject.name === purl;
  const [flagged, release] = [read(subject.name), read(purl)];
  if (!flagged || !release || !samePackage(flagged, release)) return false;
  return versCovers(predicate.range, release.type, release.version ?? '');
}

function read(text: string): Purl | null {
  try {
    return parsePurl(text);
  } catch {
    return null;
  }
}
