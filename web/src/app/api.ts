/** The failure of a request to this node, or to `countersign review`, with the code that it answered. */
export class ApiError extends Error {
  /** Of shared/errors.ts; or `offline`, `answer-malformed`, `answer-too-large`, when no coded answer came. */
  readonly code: string;
  /** HTTP; 0 when nothing answered. */
  readonly status: number;

  constructor(code: string, message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** Bytes; the longest answer is a page of a hundred entries of 32 KiB. */
const longestAnswer = 16 * 1024 * 1024;
const patience = 30_000;

/** `/api/flags?severity=malicious`; parameters that are not there, or empty, are left out. */
export function addressOf(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/**
 * What this origin answers as JSON. Nothing in it is to be believed: an entry is opened before it is shown. Throws
 * ApiError. Hand over the `signal` of TanStack Query, so that a page that was left does not go on asking.
 */
export async function getJson<T>(
  path: string,
  parameters: Parameters = {},
  signal?: AbortSignal,
): Promise<T> {
  const response = await ask(addressOf(path, parameters), signal);
  const body = parseJson(await readText(response), response.status);
  if (!response.ok) throw refusalOf(body, response.status);
  return body as T;
}

/** As getJson, of an answer that is plain text: a checkpoint. */
export async function getText(
  path: string,
  parameters: Parameters = {},
  signal?: AbortSignal,
): Promise<string> {
  const response = await ask(addressOf(path, parameters), signal);
  const text = await readText(response);
  if (!response.ok) throw refusalOf(parseJson(text, response.status), response.status);
  return text;
}

async function ask(address: string, signal: AbortSignal | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(patience);
  try {
    return await fetch(address, {
      redirect: 'error',
      credentials: 'omit',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('offline', 'the node does not answer', 0, { cause });
  }
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ApiError('answer-malformed', 'the answer is no JSON', status, { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) return text + decoder.decode();
    length += part.value.length;
    if (length > longestAnswer) {
      await reader?.cancel();
      throw new ApiError(
        'answer-too-large',
        'the answer is longer than any that a node gives',
        response.status,
      );
    }
    text += decoder.decode(part.value, { stream: true });
  }
}

function refusalOf(body: unknown, status: number): ApiError {
  if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) {
    const { code, message } = body;
    if (typeof code === 'string' && typeof message === 'string') return new ApiError(code, message, status);
  }
  return new ApiError('answer-malformed', `the node answered ${status} without saying why`, status);
}
