import * as Type from 'typebox';
import { categories, severities } from './statement/flag.ts';
import { logNames } from './log/log-name.ts';

/** The shapes of a node's HTTP API: the server validates with them, CLI and web derive their types from them. */

function closed<Properties extends Type.TProperties>(properties: Properties): Type.TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

const Hex256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Hex512 = Type.String({ pattern: '^[0-9a-f]{128}$' });
const SignerText = Type.String({ pattern: '^(ed25519|sk-ed25519):[A-Za-z0-9_-]{1,240}$' });
const PurlText = Type.String({ pattern: '^pkg:', maxLength: 2048 });
const LogName = Type.Enum(logNames as ['reviews', 'trust']);
const Count = Type.Integer({ minimum: 0 });
/** Base64 of 32 bytes. */
const HashText = Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' });
/** Decimal, in a query: nothing is coerced. */
const CountText = Type.String({ pattern: '^(0|[1-9][0-9]{0,15})$' });
const LimitText = Type.String({ pattern: '^([1-9][0-9]{0,2})$' });

/** Lines in one NDJSON submission. */
export const maxBatchLines = 1000;
/** Bytes of a longer note. */
export const maxBlobLength = 256 * 1024;
/** Statements on one page, unless `limit` says less. */
export const pageLength = 100;

export const ErrorBody = closed({ code: Type.String(), message: Type.String() });
export type ErrorBody = Type.Static<typeof ErrorBody>;

const receipt = {
  id: Hex256,
  log: LogName,
  index: Count,
  /** Of the tree that proof and checkpoint are about. */
  size: Count,
  /** The inclusion proof from the leaf up (log/proof.ts). */
  proof: Type.Array(HashText, { maxItems: 54 }),
  /** The cosigned checkpoint, a signed note. */
  checkpoint: Type.String(),
};

/**
 * That an entry is in a log: enough for anybody who knows the log's key to check it (docs/protocol.md, "Submitting").
 * The answer of `POST /api/statements` with `application/json`, whose body is one log entry to the byte: 201 new, 200
 * known.
 */
export const Receipt = closed(receipt);
export type Receipt = Type.Static<typeof Receipt>;

/** One line for each of a submission with `application/x-ndjson`, in their order; the whole is 207. */
export const BatchLine = Type.Union([
  closed({ status: Type.Integer(), receipt: Receipt }),
  closed({ status: Type.Integer(), error: ErrorBody }),
]);
export type BatchLine = Type.Static<typeof BatchLine>;

const statement = {
  id: Hex256,
  log: LogName,
  index: Count,
  kind: Type.String(),
  signer: SignerText,
  subject: Type.String(),
  /** The log entry to the byte: verify this, not the fields beside it. */
  entry: Type.String(),
  /** Its signer's own retraction. */
  retractedBy: Type.Union([Hex256, Type.Null()]),
};

export const StatementItem = closed(statement);
export type StatementItem = Type.Static<typeof StatementItem>;

/** `GET /api/statements/<id>` */
export const StatementAnswer = closed({ ...statement, ...receipt });
export type StatementAnswer = Type.Static<typeof StatementAnswer>;

const page = {
  /** Newest first. */
  statements: Type.Array(StatementItem),
  /** The `before` of the next page; null on the last. */
  next: Type.Union([CountText, Type.Null()]),
};

/** `GET /api/releases`, `GET /api/flags` */
export const StatementPage = closed(page);
export type StatementPage = Type.Static<typeof StatementPage>;

/** `GET /api/reviewers/<signer>`: what it signed, and the vouches and profile that are about it. */
export const ReviewerAnswer = closed({ signer: SignerText, ...page, about: Type.Array(StatementItem) });
export type ReviewerAnswer = Type.Static<typeof ReviewerAnswer>;

const paging = { before: Type.Optional(CountText), limit: Type.Optional(LimitText) };

/** In any case. Found anywhere in what is searched; under three characters only where a name begins. */
const SearchText = Type.String({ minLength: 1, maxLength: 200 });

/** Exactly one of the four names what is asked for; `package` is a purl without a version: statements about any. */
export const ReleaseQuery = closed({
  purl: Type.Optional(PurlText),
  package: Type.Optional(PurlText),
  sha256: Type.Optional(Hex256),
  sha512: Type.Optional(Hex512),
  ...paging,
});

const flagFilter = {
  severity: Type.Optional(Type.Enum([...severities])),
  category: Type.Optional(Type.Enum([...categories])),
  /** The type of a purl: `npm`, `deb`. */
  ecosystem: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9.-]{0,31}$' })),
  /** In the purl or the summary. */
  text: Type.Optional(SearchText),
};

/** Each given field narrows. */
export const FlagQuery = closed({ ...flagFilter, ...paging });
/** `GET /feeds/flags.atom`, `GET /feeds/flags.json`: the newest flags, as a feed. */
export const FeedQuery = closed(flagFilter);
export const PageQuery = closed(paging);
export const StatementParams = closed({ id: Hex256 });
export const SignerParams = closed({ signer: SignerText });
export const Sha256Params = closed({ sha256: Hex256 });

/** RFC 3339, UTC, whole seconds: `2026-11-22T17:00:00Z`. */
const Instant = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$' });
const Known = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
/** How many statements say so that nobody took back; how much each is worth is for the reader to decide. */
const counts = { reviews: Count, flags: Count };

/** `GET /api/packages`: what admitted reviews and flags are about, the latest first. `text` is part of the purl. */
export const PackagesQuery = closed({ text: Type.Optional(SearchText), ...paging });
export const PackagesAnswer = closed({
  packages: Type.Array(
    closed({
      /** Without a version. */
      purl: PurlText,
      ...counts,
      /** The date that the newest statement about it was signed with. */
      latest: Instant,
    }),
  ),
  next: Known(CountText),
});
export type PackagesAnswer = Type.Static<typeof PackagesAnswer>;

const digests = { sha256: Hex256, sha512: Hex512 };

/** `GET /api/package?purl=pkg:npm/x`, without a version. */
export const PackageQuery = closed({ purl: PurlText });
export const PackageAnswer = closed({
  purl: PurlText,
  /** `unavailable`: the versions are only those that statements name, and nothing is known of when they came out. */
  registry: Type.Enum(['known', 'unavailable']),
  /** Newest first; at most 2,000. */
  versions: Type.Array(
    closed({
      version: Type.String(),
      purl: PurlText,
      published: Known(Instant),
      /** What statements say its bytes are: several when they disagree. */
      artifacts: Type.Array(closed(digests)),
      reviews: Count,
      /** Of this very version: flags on ranges are the package's, and which versions one covers is for the reader. */
      flags: Count,
    }),
  ),
});
export type PackageAnswer = Type.Static<typeof PackageAnswer>;

/**
 * `GET /api/artifact?purl=pkg:npm/x@1`: fetches a release from its registry into the node's bounded store, from where
 * `/artifacts/sha256/<hex>` serves it. Digests as the node computed them: whoever gets the bytes computes them again.
 */
export const ArtifactQuery = closed({ purl: PurlText });
export const ArtifactAnswer = closed({ purl: PurlText, ...digests, length: Count });
export type ArtifactAnswer = Type.Static<typeof ArtifactAnswer>;

const Artifact = closed({ purl: PurlText, ...digests });

/** Smallest change first, newest release first, most reviewed package first, most flagged package first. */
export const queueSorts = ['smallest', 'newest', 'reviewed', 'flagged'] as const;
export type QueueSort = (typeof queueSorts)[number];

/** `GET /api/queue`: releases of packages that statements name, newer than any that somebody reviewed. */
export const QueueQuery = closed({ sort: Type.Optional(Type.Enum([...queueSorts])) });
export const QueueAnswer = closed({
  /** At most 500. */
  items: Type.Array(
    closed({
      /** The release to review. */
      purl: PurlText,
      /** What to compare it with: the newest release that somebody reviewed, or null when there is none. */
      base: Known(Artifact),
      /** Null while the node has not fetched it. */
      target: Known(Artifact),
      /** Lines and files of the change; null while they are not counted, or cannot be. */
      added: Known(Count),
      removed: Known(Count),
      files: Known(Count),
      /** Of the package, in any version. */
      ...counts,
      published: Known(Instant),
    }),
  ),
  /** When the node last looked at a registry; null: never, or it was told not to. */
  checked: Known(Instant),
});
export type QueueAnswer = Type.Static<typeof QueueAnswer>;

/** `GET /badge.svg` */
export const BadgeQuery = closed({ purl: PurlText });

/** `POST /api/blobs` with `text/plain`: 201 new or known. */
export const BlobAnswer = closed({ sha256: Hex256, length: Count });
export type BlobAnswer = Type.Static<typeof BlobAnswer>;

/** `GET /keys`: the vkeys that a policy pins. */
export const KeysAnswer = closed({ reviews: Type.String(), trust: Type.String(), witness: Type.String() });
export type KeysAnswer = Type.Static<typeof KeysAnswer>;

const LogHealth = closed({ size: Count, /** Seconds since the last cosignature. */ age: Count });

/** `GET /healthz`: 200, or 503 when a checkpoint was not cosigned in time. */
export const HealthAnswer = closed({ ok: Type.Boolean(), reviews: LogHealth, trust: LogHealth });
export type HealthAnswer = Type.Static<typeof HealthAnswer>;
