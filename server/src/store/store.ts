import type { Sha256, Sha512, StatementId } from '@countersign/shared/digest.ts';
import type { Hash } from '@countersign/shared/log/merkle.ts';
import type { Severity } from '@countersign/shared/statement/flag.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';

/**
 * What a node keeps besides files. What a method wrote is durable when its promise resolves. One process at a time has a
 * store open; the sequencers are its only writers of entries and checkpoints.
 */
export interface Store extends IdentityStore, LogStore, StatementStore, BlobStore, ArtifactIndex {
  close(): Promise<void>;
}

export type Role = LogName | 'witness';

export interface IdentityStore {
  /** The vkey that the folder belongs to, or null while it is new. */
  identity(role: Role): Promise<string | null>;
  setIdentity(role: Role, vkey: string): Promise<void>;
}

export interface ArtifactName {
  readonly purl: string;
  readonly sha256: Sha256;
  readonly sha512: Sha512;
}

/** A verified statement on its way into a log. */
export interface NewEntry {
  readonly id: StatementId;
  readonly kind: Kind;
  readonly by: SignerId;
  readonly subject: { readonly name: string; readonly sha256: Sha256; readonly sha512: Sha512 | null };
  /** Of a flag. */
  readonly severity: Severity | null;
  /** The artifacts that it names: the subject's and a change's base. */
  readonly names: readonly ArtifactName[];
  readonly bytes: Uint8Array;
}

/** A cosigned checkpoint: the note, and what it says. `time` is the node's own cosignature, in seconds. */
export interface Head {
  readonly size: number;
  readonly root: Hash;
  readonly time: number;
  readonly note: string;
}

export interface LogStore {
  size(log: LogName): Promise<number>;
  /** Adds entries from index `from` on, all or none; throws `data-folder-corrupt` when the log has another size. */
  append(log: LogName, from: number, entries: readonly NewEntry[]): Promise<void>;
  /** The bytes of entries `start` to `end - 1`. */
  entries(log: LogName, start: number, end: number): Promise<Uint8Array[]>;
  position(id: StatementId): Promise<{ log: LogName; index: number } | null>;
  /** Makes `head` the published one, and the first of its size unless there is one. Throws when the root differs. */
  saveHead(log: LogName, head: Head): Promise<void>;
  head(log: LogName): Promise<Head | null>;
  firstOfSize(log: LogName, size: number): Promise<Head | null>;
}

export interface StoredStatement {
  /** The order in which this node took it; where the next page starts. */
  readonly seq: number;
  readonly log: LogName;
  readonly index: number;
  readonly id: StatementId;
  readonly kind: Kind;
  readonly by: SignerId;
  readonly subject: string;
  readonly bytes: Uint8Array;
  /** The first retraction of it by its own signer. */
  readonly retractedBy: StatementId | null;
}

/** Newest first, those before `before`, at most `limit`. */
export interface Page {
  readonly before: number | null;
  readonly limit: number;
}

/** Each field narrows; `subjects` is any of them. */
export interface StatementFilter {
  readonly kind?: Kind;
  readonly subjects?: readonly string[];
  readonly sha256?: string;
  readonly sha512?: string;
  readonly by?: SignerId;
  readonly severity?: Severity;
}

export interface StatementStore {
  statement(id: StatementId): Promise<StoredStatement | null>;
  statements(filter: StatementFilter, page: Page): Promise<StoredStatement[]>;
}

export interface BlobStore {
  /** Throws `blob-store-full` rather than hold more than `maxTotalBytes`. A known blob is no error. */
  putBlob(sha256: Sha256, bytes: Uint8Array, maxTotalBytes: number): Promise<void>;
  blob(sha256: Sha256): Promise<Uint8Array | null>;
}

export interface KeptArtifact {
  readonly sha256: Sha256;
  readonly length: number;
  readonly flagged: boolean;
}

export interface ArtifactIndex {
  /** Under which names admitted statements know an artifact; at most `limit` of them. */
  namesOf(sha256: Sha256, limit: number): Promise<ArtifactName[]>;
  keepArtifact(sha256: Sha256, length: number, used: number): Promise<void>;
  useArtifact(sha256: Sha256, used: number): Promise<void>;
  dropArtifact(sha256: Sha256): Promise<void>;
  /** The unflagged ones first, then the longest unused. */
  keptArtifacts(): Promise<KeptArtifact[]>;
}
