import { digestsMatch, type DigestSet, type Sha256, type Sha512 } from '../digest.ts';
import type { Target } from '../trust/target.ts';
import type { FindingName } from './findings.ts';
import type { Policy } from './policy.ts';
import { releaseKey, releaseKeyOfText } from '../purl/package-key.ts';
import type { WaivedEntry, Waiver } from './waiver-shape.ts';

/** The artifact that a waiver may be for, and how the lockfile has it. */
export interface WaiverTarget extends Target {
  readonly entry: WaivedEntry;
}

/**
 * The waiver that lets `target` pass on the day `today` (`2026-11-22`, UTC), or null: it names this very artifact and
 * each of `found`, and has not expired. Its last day counts. No findings need no waiver.
 */
export function waiverFor(
  policy: Pick<Policy, 'waivers'>,
  target: WaiverTarget,
  found: readonly FindingName[],
  today: string,
): Waiver | null {
  if (found.length === 0 || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(today)) return null;
  const covers = (waiver: Waiver) =>
    today <= waiver.expires &&
    found.every((name) => waiver.findings.includes(name)) &&
    namesArtifact(waiver, target);
  return policy.waivers.find(covers) ?? null;
}

function namesArtifact({ release, digest, entry }: Waiver, target: WaiverTarget): boolean {
  if ((digest === undefined) === (entry === undefined)) return false;
  if (digest !== undefined && !digestsMatch(digestSet(digest), target.digests)) return false;
  if (entry !== undefined && !sameEntry(entry, target.entry)) return false;
  return releaseKeyOfText(release) === releaseKey(target.purl);
}

function sameEntry(a: WaivedEntry, b: WaivedEntry): boolean {
  return (
    a.lockfile === b.lockfile && a.key === b.key && a.resolved === b.resolved && a.integrity === b.integrity
  );
}

function digestSet(text: string): DigestSet {
  const hex = text.slice(text.indexOf(':') + 1);
  return text.startsWith('sha512:') ? { sha512: hex as Sha512 } : { sha256: hex as Sha256 };
}
