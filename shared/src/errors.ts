/**
 * The closed set of coded errors. A code is stable: tests, logs, the HTTP API and other programs read it.
 * A category says who has to act; it is turned into an exit code in one place (cli/src/exit.ts) and into an
 * HTTP status in another (server/src/http-errors.ts).
 */

export type ErrorCategory =
  /** The caller asked for something malformed: arguments, policy, a file's version. Exit 2, HTTP 400. */
  | 'usage'
  /** Bytes that do not hold what they promise: statement, archive, note, proof, signature. HTTP 422. */
  | 'invalid'
  /** It is not there. HTTP 404. */
  | 'not-found'
  /** A bound was hit: size, count, time, rate. HTTP 413 or 429. */
  | 'limit'
  /** A registry, node or disk does not answer as it should. Exit 4, HTTP 503. */
  | 'unavailable';

export const errorCategories = {
  // bytes
  'hex-malformed': 'invalid',
  'base64-malformed': 'invalid',
  'json-malformed': 'invalid',
  'json-not-canonical': 'invalid',
  'utf8-malformed': 'invalid',
  // command line
  'arguments-invalid': 'usage',
  'prompt-impossible': 'usage',
  declined: 'usage',
  'policy-not-found': 'usage',
  'git-failed': 'usage',
  'log-incomplete': 'unavailable',
  // node and mirror
  'node-unreachable': 'unavailable',
  'log-too-large': 'limit',
  'log-inconsistent': 'invalid',
  'log-refused': 'invalid',
  'cache-unusable': 'unavailable',
  // statement
  'entry-malformed': 'invalid',
  'entry-too-large': 'limit',
  'statement-malformed': 'invalid',
  'statement-schema': 'invalid',
  'statement-meaning': 'invalid',
  'statement-unknown': 'invalid',
  'signature-form-unknown': 'invalid',
  'signature-invalid': 'invalid',
  'unsigned-malformed': 'invalid',
  'unsigned-too-large': 'limit',
  'unsigned-kind': 'invalid',
  'unsigned-contradiction': 'invalid',
  'unsigned-mismatch': 'invalid',
  // purl
  'purl-malformed': 'invalid',
  'release-malformed': 'usage',
  // lockfile
  'lockfile-not-found': 'usage',
  'lockfile-unreadable': 'usage',
  'lockfile-conflict': 'usage',
  'lockfile-duplicate-key': 'usage',
  'lockfile-newer': 'usage',
  'lockfile-too-large': 'usage',
  // log
  'log-hash-length': 'invalid',
  'log-range-invalid': 'usage',
  'frontier-malformed': 'invalid',
  'proof-invalid': 'invalid',
  'tile-path-malformed': 'invalid',
  'tile-malformed': 'invalid',
  'bundle-malformed': 'invalid',
  'bundle-entry-too-large': 'limit',
  'vkey-malformed': 'invalid',
  'vkey-wrong-type': 'usage',
  'note-malformed': 'invalid',
  'note-too-large': 'limit',
  'note-signature-invalid': 'invalid',
  'note-unsigned': 'invalid',
  'checkpoint-malformed': 'invalid',
  'checkpoint-origin-mismatch': 'invalid',
  // policy
  'policy-invalid': 'usage',
  'baseline-invalid': 'usage',
  'file-too-new': 'usage',
  'duration-malformed': 'usage',
  'pattern-malformed': 'usage',
  // signer
  'signer-malformed': 'invalid',
  'seed-malformed': 'invalid',
  // keys
  'home-not-absolute': 'usage',
  'key-name-malformed': 'usage',
  'key-exists': 'usage',
  'key-not-found': 'not-found',
  'key-permissions': 'usage',
  'key-file-malformed': 'invalid',
  'key-file-newer': 'usage',
  'key-signer-mismatch': 'invalid',
  'key-store-unavailable': 'unavailable',
  'passphrase-malformed': 'usage',
  'passphrase-short': 'usage',
  'passphrase-needed': 'usage',
  'passphrase-wrong': 'usage',
  'passphrase-file-unreadable': 'usage',
  // registry
  'registry-unsupported': 'usage',
  'registry-spec-invalid': 'usage',
  'registry-foreign': 'usage',
  'npm-config-invalid': 'usage',
  'registry-not-found': 'not-found',
  'registry-denied': 'unavailable',
  'registry-failed': 'unavailable',
  'registry-unreachable': 'unavailable',
  'registry-timeout': 'unavailable',
  'registry-truncated': 'unavailable',
  'registry-redirected': 'unavailable',
  'registry-malformed': 'unavailable',
  'registry-too-large': 'limit',
  'artifact-mismatch': 'invalid',

  // archive
  'gzip-malformed': 'invalid',
  'tar-malformed': 'invalid',
  'tar-truncated': 'invalid',
  'tar-after-end': 'invalid',
  'tar-extension-malformed': 'invalid',
  'archive-entry-type': 'invalid',
  'archive-mode': 'invalid',
  'archive-empty': 'invalid',
  'archive-top-folder': 'invalid',
  'archive-duplicate-path': 'invalid',
  'archive-path-absolute': 'invalid',
  'archive-path-control': 'invalid',
  'archive-path-dots': 'invalid',
  'archive-path-malformed': 'invalid',
  'archive-path-not-utf8': 'invalid',
  'archive-path-too-long': 'invalid',
  'archive-too-large': 'limit',
  'archive-too-many-entries': 'limit',
  'archive-ratio': 'limit',
  // server
  'config-malformed': 'usage',
  'data-folder-locked': 'unavailable',
  'data-folder-newer': 'usage',
  'data-folder-corrupt': 'unavailable',
  'node-key-malformed': 'unavailable',
  'node-key-exposed': 'unavailable',
  'statement-from-future': 'invalid',
  'checkpoint-submitted': 'invalid',
  'statement-not-found': 'not-found',
  'reviewer-not-found': 'not-found',
  'log-busy': 'unavailable',
  'log-unavailable': 'unavailable',
  'storage-failed': 'unavailable',
  'tile-not-found': 'not-found',
  'blob-not-found': 'not-found',
  'blob-store-full': 'unavailable',
  'artifact-not-found': 'not-found',
  'artifact-rate-limited': 'limit',
  'artifact-store-full': 'unavailable',
  'pages-not-built': 'usage',
  'host-unknown': 'usage',
  'batch-too-large': 'limit',
  'request-malformed': 'usage',
  'request-too-large': 'limit',
  'request-foreign-origin': 'usage',
  'media-type-unknown': 'usage',
  'route-unknown': 'not-found',
  'rate-limited': 'limit',
  'node-overloaded': 'unavailable',
  // reviewer
  'key-not-named': 'usage',
  'key-file-unreadable': 'usage',
  'passphrase-mismatch': 'usage',
  'nodes-not-named': 'usage',
  'nodes-too-few': 'unavailable',
  'node-refused': 'unavailable',
  'receipt-invalid': 'invalid',
  'change-empty': 'usage',
  // workbench
  'statement-file-unreadable': 'usage',
  'workbench-token-used': 'usage',
  'workbench-session-unknown': 'usage',
  'workbench-busy': 'usage',
  'workbench-closed': 'usage',
  'workbench-left': 'usage',
  'draft-conflict': 'usage',
  'draft-too-large': 'limit',
  // reading in the browser
  'artifact-unreachable': 'unavailable',
  'artifact-stalled': 'unavailable',
  'artifact-truncated': 'unavailable',
  'artifact-refused': 'unavailable',
  'artifact-too-large': 'limit',
  'artifact-name-malformed': 'usage',
  'reading-not-open': 'usage',
  'reading-replaced': 'usage',
  'reading-failed': 'unavailable',
  'search-replaced': 'usage',
  'file-unknown': 'not-found',
} as const satisfies Record<string, ErrorCategory>;

export type ErrorCode = keyof typeof errorCategories;

/** Every expected failure is one of these; anything else that is thrown is a bug. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  /** Facts for the reader of the error, safe to print after escaping. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }

  // The bundled command line and the server's sources each bring this class: an error of either is one of both.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'CodedError' && 'code' in value && isCode(value.code);
  }

  get category(): ErrorCategory {
    return errorCategories[this.code];
  }
}

function isCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCategories, value);
}

/** True when `error` is a CodedError, of one of `codes` when any is given. */
export function isCoded(error: unknown, ...codes: ErrorCode[]): error is CodedError {
  return error instanceof CodedError && (codes.length === 0 || codes.includes(error.code));
}
