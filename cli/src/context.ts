import type { Home } from '@countersign/shared/platform/node-home.ts';
import type { Terminal } from './terminal.ts';

/** Options that mean the same in every command. */
export interface GlobalOptions {
  /** Nodes by URL, instead of the policy's. */
  readonly node: readonly string[];
  /** The name of the reviewer's key. */
  readonly key?: string;
  /** The policy file. */
  readonly policy?: string;
  readonly format: string;
  readonly offline: boolean;
  /** Answers every confirmation. */
  readonly yes: boolean;
  readonly passphraseFile?: string;
}

/** What a command gets from outside; a test passes its own. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: Home;
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Names the very program that runs; null where that may change under the same name, as sources do. */
  readonly build: string | null;
}
