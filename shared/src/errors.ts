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
  // statement
  'entry-malformed': 'invalid',
  'entry-too-large': 'limit',
  'statement-malformed': 'invalid',
  'statement-schema': 'invalid',
  'statement-meaning': 'invalid',
  'statement-unknown': 'invalid',
  'signature-form-unknown': 'invalid',
  'signature-invalid': 'invalid',
} as const satisfies Record<string, ErrorCategory>;

export type ErrorCode = keyof typeof errorCategories;

/** Every expected failure is one of these; anything else that is thrown is a bug. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  /** Facts for the reader of the error, safe to print after escaping. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }

  get category(): ErrorCategory {
    return errorCategories[this.code];
  }
}

/** True when `error` is a CodedError, of one of `codes` when any is given. */
export function isCoded(error: unknown, ...codes: ErrorCode[]): error is CodedError {
  return error instanceof CodedError && (codes.length === 0 || codes.includes(error.code));
}
