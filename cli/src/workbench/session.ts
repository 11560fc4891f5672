import { CodedError } from '@countersign/shared/errors.ts';
import { newSecret, sameSecret } from './secrets.ts';

/** Who may use this workbench: whoever came first with the token, which the address carries and which works once. */
export interface Session {
  readonly token: string;
  /** The session's secret. Throws `workbench-token-used`, `workbench-session-unknown` for another token. */
  open(token: string): string;
  /** Throws `workbench-session-unknown` unless it is the secret that `open` gave. */
  demand(secret: string | undefined): void;
}

/** `onSecondUse` is told, once, when the right token comes again: whoever has it could fill a terminal with warnings. */
export function newSession(onSecondUse: () => void): Session {
  const token = newSecret();
  let secret: string | null = null;
  let told = false;
  return {
    token,
    open(given) {
      if (!sameSecret(given, token)) throw unknown('this is not the address of this workbench');
      if (secret !== null) {
        if (!told) onSecondUse();
        told = true;
        throw new CodedError(
          'workbench-token-used',
          'this address was opened before, and works once; go on where it is open, or run countersign review again',
        );
      }
      secret = newSecret();
      return secret;
    },
    demand(given) {
      if (given === undefined || secret === null || !sameSecret(given, secret))
        throw unknown('this page does not belong to the workbench that runs; run countersign review again');
    },
  };
}

function unknown(why: string): CodedError {
  return new CodedError('workbench-session-unknown', why);
}
