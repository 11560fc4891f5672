import * as Type from 'typebox';
import { severities } from './statement/flag.ts';
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

/** Exactly one of the three names what is asked for. */
export const ReleaseQuery = closed({
  purl: Type.Optional(PurlText),
  sha256: Type.Optional(Hex256),
  sha512: Type.Optional(Hex512),
  ...paging,
});

export const FlagQuery = closed({ severity: Type.Optional(Type.Enum([...severities])), ...paging });
export const PageQuery = closed(paging);
export const StatementParams = closed({ id: Hex256 });
export const SignerParams = closed({ signer: SignerText });
export const Sha256Params = closed({ sha256: Hex256 });

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
