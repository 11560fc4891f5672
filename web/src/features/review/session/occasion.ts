import type { Outcome } from '@countersign/shared/workbench-api.ts';
import type { ArtifactName } from '../../../worker/reading.ts';
import type { DraftKeeper } from '../draft-sync.ts';

export interface CriterionText {
  readonly name: string;
  readonly text: string;
}

/** What is reviewed here, for whose key, and where the draft is kept: all that the two modes differ in. */
export interface Occasion {
  readonly target: ArtifactName;
  /** Null when the whole release is read. */
  readonly base: ArtifactName | null;
  readonly criteria: readonly CriterionText[];
  /** For the fetches of the two artifacts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly keeper: DraftKeeper;
  /** The terminal that signs; null on a node's page, where a file is handed over. */
  readonly terminal: Terminal | null;
}

export interface Terminal {
  readonly signer: { readonly id: string; readonly name: string; readonly fingerprint: string };
  readonly nodes: readonly string[];
  /** Waits until the person at the terminal has answered. Throws ApiError. */
  send(unsigned: string, signal: AbortSignal): Promise<Outcome>;
}
