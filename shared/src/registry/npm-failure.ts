import { CodedError, type ErrorCode } from '../errors.ts';

interface NodeError extends Error {
  readonly code?: unknown;
  readonly type?: unknown;
  readonly statusCode?: unknown;
}

const timeouts = new Set([
  'ETIMEDOUT',
  'ECONNECTIONTIMEOUT',
  'EIDLETIMEOUT',
  'ERESPONSETIMEOUT',
  'ETRANSFERTIMEOUT',
  'request-timeout',
  'body-timeout',
]);

/** What went wrong before an answer came, by npm-registry-fetch's and make-fetch-happen's own codes. */
export function requestFailure(error: unknown, url: string): Error {
  if (error instanceof CodedError || !(error instanceof Error)) return error as Error;
  const { code, type, statusCode: status } = error as NodeError;
  if (isTimeout(error)) return timeout(error, url);
  if (status === 404 || status === 410) {
    return failure(
      'registry-not-found',
      error,
      url,
      'is not there: check the name, and the registry in .npmrc',
    );
  }
  if (status === 401 || status === 403 || code === 'EOTP' || code === 'EAUTHIP') {
    return failure(
      'registry-denied',
      error,
      url,
      `may not be read (${String(code)}): log in with npm login, or add the registry's token to your user .npmrc`,
    );
  }
  if (typeof status === 'number') {
    return failure('registry-failed', error, url, `answered with status ${status}: try again later`);
  }
  if (type === 'max-redirect' || type === 'invalid-redirect' || type === 'no-location') {
    return failure(
      'registry-redirected',
      error,
      url,
      'redirects without an end: check the registry in .npmrc',
    );
  }
  const why = [code, type].find((word) => typeof word === 'string') ?? error.name;
  return failure(
    'registry-unreachable',
    error,
    url,
    `cannot be reached (${why}): check the network, and proxy, cafile and registry in your npm configuration`,
  );
}

/** What went wrong after the answer had begun. */
export function bodyFailure(error: unknown, url: string): Error {
  if (error instanceof CodedError || !(error instanceof Error)) return error as Error;
  if (isTimeout(error)) return timeout(error, url);
  return failure('registry-truncated', error, url, 'broke off before its end: try again');
}

/** Without user, password and query, any of which may be a secret. */
export function showUrl(text: string): string {
  const url = URL.parse(text);
  return url === null ? 'the registry' : `${url.origin}${url.pathname}`;
}

function isTimeout(error: NodeError): boolean {
  return [error.code, error.type].some((word) => typeof word === 'string' && timeouts.has(word));
}

function timeout(error: Error, url: string): CodedError {
  return failure('registry-timeout', error, url, 'stopped answering: try again later');
}

function failure(code: ErrorCode, cause: Error, url: string, what: string): CodedError {
  const status = (cause as NodeError).statusCode;
  const details = { url: showUrl(url), ...(typeof status === 'number' ? { status } : {}) };
  return new CodedError(code, `${showUrl(url)} ${what}`, details, { cause });
}
