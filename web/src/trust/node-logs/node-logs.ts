import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import type { FindingCode } from '@countersign/shared/policy/findings.ts';
import type { Demand } from '@countersign/shared/policy/rules.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Verdict } from '@countersign/shared/gate/verdict.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { Signed, StatementOf, UnknownStatement } from '@countersign/shared/statement/statement.ts';
import type { OwnAnchor } from '../anchors.ts';
import type { Refused } from './review-log.ts';

/** What the worker that reads this node's logs tells the page. All of it was checked in the worker, but for what says otherwise. */

/** A coded error on its way to the page. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** What this browser saw of a log on an earlier visit. */
export interface KeptLog {
  readonly vkey: string;
  /** The checkpoint, as a signed note. */
  readonly note: string;
  /** Another checkpoint that contradicted it; as long as it does, the log stays refused. */
  readonly other: string | null;
}

export type KeptLogs = Readonly<Record<LogName, KeptLog | null>>;

/**
 * How a log stands to what this browser kept: `first` visit, the `same`, `grown` from it; or `smaller`, `other-key`,
 * `contradicts`: then `seen` and `shown` are the evidence.
 */
export interface Memory {
  readonly state: 'first' | 'same' | 'grown' | 'smaller' | 'other-key' | 'contradicts';
  readonly seen: KeptLog | null;
  /** Null: the node showed no checkpoint that its key signed. */
  readonly shown: KeptLog | null;
}

interface Cosigned {
  readonly name: string;
  /** Unix seconds. */
  readonly time: number;
}

export interface LogHead {
  readonly log: LogName;
  readonly vkey: string;
  readonly note: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** By this node's witness; its signature verified. */
  readonly cosigned: readonly Cosigned[];
  /** Signatures by keys that this node does not name: not verified. */
  readonly unknownSignatures: number;
}

/** Null where the log is refused; then `problem` says why. */
export interface LogLook {
  readonly log: LogName;
  readonly vkey: string;
  readonly head: LogHead | null;
  readonly problem: Problem | null;
  readonly memory: Memory;
}

export interface Heads {
  readonly witness: string;
  readonly reviews: LogLook;
  readonly trust: LogLook;
}

export interface ReleaseQuestion {
  /** One of both is given. */
  readonly purl: string | null;
  readonly sha256: string | null;
  readonly anchors: readonly OwnAnchor[];
  readonly demand: Demand;
}

/** Why a review does not count for the demand; null: it does. */
export type NotCounted =
  | 'not-an-anchor'
  | 'retracted'
  | 'key-void'
  | 'automated'
  | 'incomplete'
  | 'thoroughness'
  | 'criterion'
  | 'signer-flagged'
  | 'log-refused';

export interface ShownReview {
  readonly statement: Signed<StatementOf<'review'>>;
  readonly index: number;
  readonly notCounted: NotCounted | null;
  readonly retracted: boolean;
}

export interface ShownFlag {
  readonly statement: Signed<StatementOf<'flag'>>;
  readonly index: number;
  readonly retracted: boolean;
  /** An anchor reaches its signer, and it stands. */
  readonly counts: boolean;
}

export interface ShownUnknown {
  readonly statement: UnknownStatement;
  readonly index: number;
}

export interface ShownStep {
  readonly kind: 'baseline' | 'full' | 'change';
  readonly purl: string;
  readonly id: string | null;
}

export interface ShownParty {
  readonly signer: string;
  readonly name: string;
  readonly basis: readonly ShownStep[];
}

export interface ShownFinding {
  readonly code: FindingCode;
  readonly message: string;
  /** Ids of the flags and unreadable statements that say so. */
  readonly statements: readonly string[];
}

export interface ShownVerdict {
  readonly verdict: Verdict;
  readonly kappa: number;
  readonly parties: readonly ShownParty[];
  readonly findings: readonly ShownFinding[];
  /** Ids of flags that are shown and not counted. */
  readonly noted: readonly string[];
}

export interface ShownArtifact {
  readonly purl: string;
  /** Null: only a name is known, no bytes. */
  readonly digest: ArtifactDigest | null;
  /** Null while nobody's word counts for the visitor. */
  readonly verdict: ShownVerdict | null;
  readonly flags: readonly ShownFlag[];
  readonly reviews: readonly ShownReview[];
  readonly unknown: readonly ShownUnknown[];
}

export interface ReleaseAnswer {
  readonly artifacts: readonly ShownArtifact[];
  /** Artifacts that statements name beyond those shown. */
  readonly artifactsLeft: number;
  /** Of the trust log; null: fresh and whole. */
  readonly problem: Problem | null;
  /** Of the reviews log: then no review counts. */
  readonly reviewsProblem: Problem | null;
  /** Unix seconds of the witness's newest word on the trust log. */
  readonly seenAt: number | null;
  readonly trustSize: number;
  readonly refused: readonly Refused[];
  /** The node has more statements on this release than a page reads. */
  readonly more: boolean;
  /** Chains of changes that lead further than a page follows. */
  readonly chainCut: boolean;
  /** What signers call themselves, by signer. */
  readonly names: Readonly<Record<string, string>>;
  readonly heads: Heads;
}

/** One entry of a log: proved to be in it; `opened` null where it does not verify. */
export interface LogEntry {
  readonly index: number;
  readonly raw: string;
  readonly opened: Opened | null;
  /** Why it cannot be opened. */
  readonly problem: Problem | null;
}

export interface ShownProof {
  readonly log: LogName;
  readonly index: number;
  readonly size: number;
  /** All hex. */
  readonly leaf: string;
  readonly steps: readonly {
    readonly sibling: string;
    readonly side: 'left' | 'right';
    readonly result: string;
  }[];
  readonly root: string;
  readonly note: string;
}

export interface EntryAnswer {
  readonly entry: LogEntry;
  readonly proof: ShownProof;
}

export type FindQuestion =
  | { readonly kind: 'statement'; readonly id: string }
  | { readonly kind: 'signer'; readonly signer: string }
  | { readonly kind: 'release' | 'package'; readonly purl: string }
  | { readonly kind: 'sha256' | 'sha512'; readonly digest: string };

export interface FindAnswer {
  readonly found: readonly { readonly log: LogName; readonly index: number; readonly opened: Opened }[];
  readonly refused: readonly Refused[];
  readonly more: boolean;
}

export type Outcome<T> = { readonly value: T } | { readonly error: Problem };

/** Called through comlink. Coded errors come back as outcomes; they would lose their code on the way. */
export interface NodeLogs {
  /** Before anything else, once. */
  begin(kept: KeptLogs): Promise<void>;
  heads(): Promise<Outcome<Heads>>;
  release(
    question: ReleaseQuestion,
    progress: (done: number, of: number) => void,
  ): Promise<Outcome<ReleaseAnswer>>;
  /** Entries `from` to `to`, proved against the head. */
  entries(log: LogName, from: number, to: number): Promise<Outcome<readonly LogEntry[]>>;
  entry(log: LogName, index: number): Promise<Outcome<EntryAnswer>>;
  /** A statement by its id, with the proof that the node gives for it. */
  statement(id: string): Promise<Outcome<EntryAnswer>>;
  find(question: FindQuestion): Promise<Outcome<FindAnswer>>;
  /** The text of a note, its hash checked. */
  note(sha256: string): Promise<Outcome<string>>;
}
