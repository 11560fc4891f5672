import type { DigestSet } from '@countersign/shared/digest.ts';
import type { FindingCode } from '@countersign/shared/policy/findings.ts';
import type { Purl } from '@countersign/shared/purl/purl.ts';

/**
 * The closed set of problem codes, and the finding that each is to the gate (docs/protocol.md, "Lockfiles"); null is a
 * warning. Where the finding is undecidable, another reader of the same file could see other releases.
 */
export const findingOfProblem = {
  /** Neither the lockfile nor anything else says which bytes come. */
  'no-integrity': 'unpinned',
  /** Only digests that can be collided, or that we do not compute: sha1, md5, sha384. */
  'weak-integrity': 'unpinned',
  /** npm does not check the integrity of what it fetches by git. */
  'git-source': 'unpinned',
  /** A `file:` or link that leaves the project: whatever lies there on that machine is installed. */
  'outside-project': 'file-outside',
  /** It brings its own lockfile: beneath it npm installs what that one says, whatever stands here. */
  'own-shrinkwrap': 'unpinned',
  'integrity-malformed': 'digest-ambiguous',
  /** Two digests of one algorithm: the installer takes either. */
  'integrity-twofold': 'digest-ambiguous',
  'resolved-malformed': 'entry-contradicts',
  /** `resolved` is the tarball of another package or version than the entry says. */
  'resolved-other-package': 'entry-contradicts',
  /** Two entries have the same digest, but differ in name or version. */
  'digest-shared': 'entry-contradicts',
  /** The entry's name is not the folder's, and nothing in the tree asked for that. */
  'alias-undeclared': 'entry-contradicts',
  'entry-malformed': 'entry-contradicts',
  /** A folder of the project that claims to come from a registry. */
  'entry-misplaced': 'entry-contradicts',
  'entry-versionless': 'entry-contradicts',
  /** Lockfile v2 whose two halves differ: npm 6 reads one, npm 7 and later the other. */
  'sections-disagree': 'entry-contradicts',
  /** It does not satisfy its package.json: npm would resolve anew, or refuse. */
  'lockfile-mismatch': 'lockfile-mismatch',
  'manifest-unreadable': 'lockfile-mismatch',
  /** npm reads the other lockfile beside this one. */
  'lockfile-shadowed': 'lockfile-mismatch',
  'lockfile-shadows': null,
  'manifest-missing': null,
  'optional-missing': null,
  /** The first release from each registry that is not the ecosystem's own; the policy says whether it is a mirror. */
  'other-registry': null,
} as const satisfies Record<string, FindingCode | null>;

export type LockProblemCode = keyof typeof findingOfProblem;

export interface LockProblem {
  readonly code: LockProblemCode;
  /** The entry it is about; null for the lockfile as a whole. */
  readonly key: string | null;
  /** 1-based. */
  readonly line: number;
  /** One sentence; text of the lockfile in it is quoted as JSON. */
  readonly message: string;
}

export type LockSource = 'registry' | 'git' | 'http' | 'file' | 'bundled' | 'link' | 'workspace';

export interface LockEntry {
  /** The lockfile's key, for v1 as npm 7 would write it: `node_modules/a/node_modules/@b/c`. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  /** The package's own name, an alias resolved. */
  readonly name: string;
  /** The name it is installed under, where that is another. */
  readonly alias?: string;
  /** Null only for links and workspaces that say none; for git without one the commit. */
  readonly version: string | null;
  /** Null for links and workspaces, which are no releases. */
  readonly purl: Purl | null;
  readonly source: LockSource;
  /** Host and port that `resolved` names; null: the ecosystem's own registry, or not said. */
  readonly registryHost: string | null;
  /** What the installer checks; empty when that is neither SHA-256 nor SHA-512. */
  readonly digests: DigestSet;
  readonly dev: boolean;
  readonly optional: boolean;
  /**
   * For `bundled`: the key of the package whose artifact holds this one, at `key` without that prefix. The lockfile only
   * claims it: npm fetches a bundled package that the artifact turns out not to hold.
   */
  readonly bundledIn?: string;
  /** As the lockfile has it; for a link the folder it leads to. */
  readonly resolved: string | null;
  /** As the lockfile has it. */
  readonly integrity: string | null;
}

/** An entry that installs nothing or cannot be read. */
export interface ExcludedEntry {
  readonly key: string;
  readonly line: number;
  /** `root`: the project itself. `inert`: optional, never resolved. `malformed`: a problem tells. */
  readonly reason: 'root' | 'inert' | 'malformed';
}

export interface Lockfile {
  readonly path: string;
  /** lockfileVersion: 1, 2 or 3. */
  readonly version: number;
  /** Every package of the file is either here or in `excluded`. */
  readonly entries: readonly LockEntry[];
  readonly excluded: readonly ExcludedEntry[];
  readonly problems: readonly LockProblem[];
}

export type Report = (code: LockProblemCode, key: string | null, line: number, message: string) => void;
