import { isCoded } from '../../errors.ts';
import { logKey } from '../../log/checkpoint.ts';
import { formatVkey, noteKey } from '../../log/vkey.ts';
import { signerFromSeed } from '../../signer/signer.ts';
import type { Mistake } from '../mistakes.ts';

/** Keys and texts for the tests of this folder. */
function seed(number: number): Uint8Array {
  return new Uint8Array(32).fill(number);
}

export const alice = signerFromSeed(seed(1)).id;
export const bob = signerFromSeed(seed(2)).id;

export const reviewsKey = logKey('reviews', seed(3)).vkey;
export const trustKey = logKey('trust', seed(4)).vkey;
export const otherTrustKey = logKey('trust', seed(5)).vkey;
export const witnessKey = noteKey('witness.example', 4, seed(6)).vkey;
export const otherWitnessKey = noteKey('other.example', 4, seed(7)).vkey;

export const hex512 = 'ab'.repeat(64);

/** A policy with comments in every corner; line numbers in the tests count on it. */
export const samplePolicy = `// who judges
{
  "version": 1,
  "anchors": [
    { "signer": "${alice}", "name": "alice", "final": true }, // my own
  ],
  "logs": {
    "nodes": [
      {
        "name": "local",
        "url": "http://localhost:4717",
        "reviews": "${formatVkey(reviewsKey)}",
        "trust": "${formatVkey(trustKey)}"
      }
    ],
    "quorum": 1,
    "witnesses": [{ "name": "local", "vkey": "${formatVkey(witnessKey)}" }],
    "witnessQuorum": 1, /* one is enough for now */
    "freshness": "24h"
  },
  "rules": [
    { "match": "*", "demands": [{ "criterion": "safe-to-run", "kappa": 2, "thoroughness": "low" }] }
  ],
  "waivers": [
    // goes away next sprint
    {
      "release": "pkg:npm/left-pad@1.3.0",
      "digest": "sha512:${hex512}", // as npm has it
      "findings": ["demand-unmet"],
      "owner": "carol",
      "reason": "replaced next sprint",
      "expires": "2026-12-01"
    } // the only one
  ]
}
`;

/** `line path: message` of every mistake that `run` is refused for. */
export function mistakesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!isCoded(error)) throw error;
    const mistakes = error.details['mistakes'] as Mistake[] | undefined;
    return (mistakes ?? []).map(({ line, path, message }) => `${line} ${path}: ${message}`);
  }
  return [];
}
