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
}

/**
 * The text of a complete human review, LF-terminated lines:
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
 */
export function affirmation({ target, scope, criteria, thoroughness, understanding }: Affirmed): string {
  const lines = [
    `Countersign affirmation, version ${affirmationVersion}`,
    '',
    ...(scope.kind === 'full'
      ? ['I have read every file of this release:', ...artifactLines(target), `  tree   ${scope.tree}`]
      : [
          'I have read every file that changed from this release:',
          ...artifactLines(scope.base),
          'to this one:',
          ...artifactLines(target),
          `  change ${scope.change}`,
        ]),
    '',
    scope.kind === 'full' ? 'I accept it as:' : 'I accept the change as:',
    ...criteria.map(({ name, text }) => `  ${name}: ${text}`),
    '',
    `Thoroughness ${thoroughness}, understanding ${understanding}.`,
    'I read it myself, and found nothing in it that I would flag.',
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
