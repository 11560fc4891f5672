import type { Tree } from '@countersign/shared/artifact/tree.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import type { NamedArtifact } from '@countersign/shared/statement/affirmation.ts';
import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { checkDate, demand, sameJson } from './mismatch.ts';

/**
 * Holds a flag that somebody else drafted against the artifact: subject, and where it says to look. `tree` is null where
 * the archive cannot be unpacked; its paths are then as unchecked as those of `countersign flag`. Throws
 * `unsigned-mismatch`, `statement-from-future`.
 */
export function checkFlag(
  drafted: Unsigned<'flag'>,
  target: NamedArtifact,
  tree: Tree | null,
  now: number,
): void {
  refuseRange(drafted);
  const { subject, predicate } = drafted.draft;
  demand(subject.name === target.purl, `it is about ${subject.name}, not about ${target.purl}`);
  demand(sameJson(subject.digest, target.digest), `it names other bytes than those of ${target.purl}`);
  checkDate(predicate.date, now);
  for (const { path, lines, sha256 } of predicate.evidence) {
    const file = JSON.stringify(path);
    if (!tree) {
      demand(sha256 === undefined, `nobody can check the digest of ${file}`);
      continue;
    }
    const entry = tree.entries.find((one) => one.path === path);
    demand(entry !== undefined, `${file} is no file of ${target.purl}`);
    if (!entry) continue;
    demand(sha256 === entry.sha256, `it names another digest of ${file} than the file has`);
    const last = lines?.[1] ?? 0;
    if (last > 0) demand(last <= splitLines(entry.content).count, `${file} has no line ${last}`);
  }
}

/** There are no bytes to hold it against. */
export function refuseRange({ draft: { predicate } }: Unsigned<'flag'>): void {
  demand(predicate.range === undefined, 'it flags a range of versions; that is what countersign flag is for');
}
