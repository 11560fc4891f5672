import {
  sha256Hex,
  type ArtifactDigest,
  type ChangeDigest,
  type Sha256,
  type TreeDigest,
} from '../digest.ts';
import type { Level } from './levels.ts';

/** What a reviewer says by signing, in words. A review names this text by its SHA-256 (`predicate.text`). */

/** Of the wording below and of `criterionTexts`: any change of a word is a new version. */
export const affirmationVersion = 1;

/** What each built-in criterion asks (docs/protocol.md, "How many stand behind a release"). A policy describes its own. */
export const criterionTexts: ReadonlyMap<string, string> = new Map([
  [
    'safe-to-run',
    'Installing and running it on my own machine, as its documentation says, does no harm: it reads, writes, sends ' +
      'and starts only what its declared function needs, at installation too.',
  ],
  [
    'safe-to-deploy',
    'It can serve others in production: it is safe to run, and I found nothing in how it treats untrusted input, ' +
      'secrets or failures that would put them at risk.',
  ],
  [
    'safe-for-anonymity',
    'It keeps its user anonymous: no network access, name lookup, telemetry or fingerprint beyond what its declared ' +
      'function needs, and nothing that goes around the proxy it is given.',
  ],
]);

/** One artifact, by purl and digests. */
export interface NamedArtifact {
  readonly purl: string;
  readonly digest: ArtifactDigest;
}

export type AffirmedScope =
  | { readonly kind: 'full'; readonly tree: TreeDigest }
  | { readonly kind: 'change'; readonly base: NamedArtifact; readonly change: ChangeDigest };

export interface Affirmed {
  readonly target: NamedArtifact;
  readonly scope: AffirmedScope;
  /** Sorted; each with the text that says what it asks. */
  readonly criteria: readonly { readonly name: string; readonly text: string }[];
  readonly thoroughness: Level;
  readonly understanding: Level;
  /** Of a reading that left files out; without it all were read. */
  readonly partial?: PartialReading;
}

export interface PartialReading {
  /** Files read, of how many. */
  readonly read: number;
  readonly entries: number;
  /** Of the paths that were read (read-list.ts). */
  readonly list: string;
}

/**
 * The text of a human review, LF-terminated lines:
 *
 *     Countersign affirmation, version 1
 *
 *     I have read every file of this release:
 *       pkg:npm/socks@2.8.4
 *       sha256 9f86…
 *       sha512 ee26…
 *       tree   03ac…
 *
 *     I accept it as:
 *       safe-to-run: Installing and running it …
 *
 *     Thoroughness low, understanding medium.
 *     …
 *
 * A partial reading says so in its first sentence, `I have read only 3 of the 12 files of this release:`, names the list of
 * what was read, and accepts only as far as that goes.
 */
export function affirmation(affirmed: Affirmed): string {
  const { target, scope, criteria, thoroughness, understanding, partial } = affirmed;
  const files = partial ? `only ${partial.read} of the ${partial.entries} files` : 'every file';
  const accept = scope.kind === 'full' ? 'accept it as:' : 'accept the change as:';
  const it = partial ? 'these files' : 'it';
  const lines = [
    `Countersign affirmation, version ${affirmationVersion}`,
    '',
    ...(scope.kind === 'full'
      ? [`I have read ${files} of this release:`, ...artifactLines(target), `  tree   ${scope.tree}`]
      : [
          `I have read ${files} that changed from this release:`,
          ...artifactLines(scope.base),
          'to this one:',
          ...artifactLines(target),
          `  change ${scope.change}`,
        ]),
    ...(partial ? [`  list   ${partial.list}`] : []),
    '',
    partial ? `I have not read the others. As far as I have read, I ${accept}` : `I ${accept}`,
    ...criteria.map(({ name, text }) => `  ${name}: ${text}`),
    '',
    `Thoroughness ${thoroughness}, understanding ${understanding}.`,
    `I read ${it} myself, and found nothing in ${partial ? 'them' : 'it'} that I would flag.`,
    'I say so under my key, for anyone to read; I can retract it, but not unsay it.',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What a review carries as `text`. */
export function affirmationId(text: string): Sha256 {
  return sha256Hex(text);
}

function artifactLines({ purl, digest }: NamedArtifact): string[] {
  return [`  ${purl}`, `  sha256 ${digest.sha256}`, `  sha512 ${digest.sha512}`];
}
