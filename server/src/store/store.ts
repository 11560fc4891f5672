import type { Sha256, Sha512, StatementId } from '@countersign/shared/digest.ts';
import type { Hash } from '@countersign/shared/log/merkle.ts';
import type { Category, Severity } from '@countersign/shared/statement/flag.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';
import type { Topic } from './topic.ts';

/**
 * What a node keeps besides files. What a method wrote is durable when its promise resolves. One process at a time has a
 * store open; the sequencers are its only writers of entries and checkpoints.
 */
export interface Store
  extends IdentityStore, LogStore, StatementStore, PackageStore, BlobStore, ArtifactIndex, ChangeStore {
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
  readonly topic: Topic;
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
  /** The date that it was signed with; null for a checkpoint. */
  readonly date: string | null;
  /** The first retraction of it by its own signer, and the date that this was signed with. */
  readonly retractedBy: StatementId | null;
  readonly retractedOn: string | null;
}

/** Newest first, those before `before`, at most `limit`. */
export interface Page {
  readonly before: number | null;
  readonly limit: number;
}

/** Each field narrows; `subjects` is any of them. */
export interface StatementFilter {
  /** Flags only; `severity`, `category`, `ecosystem` and `text` go with it. */
  readonly kind?: 'flag';
  readonly subjects?: readonly string[];
  readonly sha256?: string;
  readonly sha512?: string;
  readonly by?: SignerId;
  /** A purl without a version: what is said of any of its versions. */
  readonly package?: string;
  readonly severity?: Severity;
  readonly category?: Category;
  /** Of flags and reviews. */
  readonly ecosystem?: string;
  /** Of flags: anywhere in purl, category or summary, in any case; when under three characters, how the name begins. */
  readonly text?: string;
}

export interface StatementStore {
  statement(id: StatementId): Promise<StoredStatement | null>;
  statements(filter: StatementFilter, page: Page): Promise<StoredStatement[]>;
}

/** Reviews and flags that were not taken back. */
export interface Counts {
  readonly reviews: number;
  readonly flags: number;
}

export interface PackageRow extends Counts {
  /** Without a version. */
  readonly purl: string;
  /** The order of the newest statement about it, and the date that this was signed with. */
  readonly seq: number;
  readonly latest: string;
}

export interface ReleaseRow extends Counts {
  readonly purl: string;
}

/** Each field narrows; `text` is of the name, as StatementFilter has it. */
export interface PackageFilter {
  readonly ecosystem?: string;
  readonly text?: string;
}

/** What statements are about. */
export interface PackageStore {
  /** Those of the newest statements first. */
  packages(filter: PackageFilter, page: Page): Promise<PackageRow[]>;
  package(purl: string): Promise<PackageRow | null>;
  /** The releases of a package that statements name, the latest named first. */
  releases(packagePurl: string, limit: number): Promise<ReleaseRow[]>;
  /** Of these purls, those that statements name. */
  releasesNamed(purls: readonly string[]): Promise<ReleaseRow[]>;
  /** What statements say that each release's bytes are: what most of them say first, at most `each`. */
  artifactsOf(purls: readonly string[], each: number): Promise<ReadonlyMap<string, ArtifactName[]>>;
  /** Of the flags with this subject that were not taken back. */
  severitiesOf(subject: string): Promise<Severity[]>;
}

/** How large a change is, by the digests of its artifacts; `base` null: all of the target. */
export interface ChangeKey {
  readonly base: Sha256 | null;
  readonly target: Sha256;
}

/** Lines and files. All null: it cannot be counted, and need not be tried again. */
export interface ChangeSize {
  readonly added: number | null;
  readonly removed: number | null;
  readonly files: number | null;
}

export interface ChangeStore {
  changeSize(key: ChangeKey): Promise<ChangeSize | null>;
  /** Keeps the latest `most`. */
  keepChangeSize(key: ChangeKey, size: ChangeSize, most: number): Promise<void>;
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

export interface GivenRelease extends ArtifactName {
  readonly length: number;
}

export interface ArtifactIndex {
  /** Under which names admitted statements know an artifact; at most `limit` of them. */
  namesOf(sha256: Sha256, limit: number): Promise<ArtifactName[]>;
  keepArtifact(sha256: Sha256, length: number, used: number): Promise<void>;
  /** That the registry gave these bytes, which are kept, for a release; forgotten when they are dropped. */
  rememberRelease(given: ArtifactName): Promise<void>;
  /** What the registry gave for a release, if that is still kept. */
  releaseGiven(purl: string): Promise<GivenRelease | null>;
  useArtifact(sha256: Sha256, used: number): Promise<void>;
  dropArtifact(sha256: Sha256): Promise<void>;
  /** The unflagged ones first, then the longest unused. */
  keptArtifacts(): Promise<KeptArtifact[]>;
}
