import type { Verdict } from '@countersign/shared/gate/verdict.ts';
import { isCoded } from '@countersign/shared/errors.ts';

/** The exit codes (docs/protocol.md, "Verdict"). The worst wins: 70, 4, 3, 2, 1, 0. */
export const exitCodes = {
  allow: 0,
  insufficient: 1,
  usage: 2,
  refused: 3,
  undecidable: 4,
  internal: 70,
} as const;

export function exitCodeOf(verdict: Verdict): number {
  switch (verdict) {
    case 'allow':
    case 'waived':
      return exitCodes.allow;
    case 'insufficient':
      return exitCodes.insufficient;
    case 'blocked':
    case 'quarantined':
      return exitCodes.refused;
    case 'undecidable':
      return exitCodes.undecidable;
    default:
      return exitCodes.internal;
  }
}

/** The one place that turns an error into an exit code. What is not coded is a bug. */
export function exitCodeOfError(error: unknown): number {
  if (!isCoded(error)) return exitCodes.internal;
  switch (error.category) {
    case 'usage':
    case 'not-found':
      return exitCodes.usage;
    case 'invalid':
    case 'limit':
    case 'unavailable':
      return exitCodes.undecidable;
    default:
      return exitCodes.internal;
  }
}
