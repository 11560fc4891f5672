import type { ErrorCode } from '../../errors.ts';

/** Archives that are refused for one reason; every test that reads archives goes through them. */
export interface Refused {
  /** `more than one top folder` */
  readonly what: string;
  readonly code: ErrorCode;
  readonly archives: readonly Uint8Array[];
}
