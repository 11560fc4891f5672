import type { Verb } from './verbs.ts';

/** One question to both. */
export interface Case {
  readonly name: string;
  readonly verb: Verb;
  readonly args: readonly Uint8Array[];
}

/** As it goes to the page: bytes in base64. */
export interface SentCase {
  readonly verb: Verb;
  readonly args: readonly string[];
}

export function send({ verb, args }: Case): SentCase {
  return { verb, args: args.map((bytes) => Buffer.from(bytes).toString('base64')) };
}
