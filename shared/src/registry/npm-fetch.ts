import { concatBytes } from '../bytes/compare.ts';
import { CodedError } from '../errors.ts';
import type { NpmConfig } from './npm-config.ts';
import { bodyFailure, requestFailure, showUrl } from './npm-failure.ts';

export interface Limits {
  /** Bytes, decompressed. */
  readonly packumentBytes: number;
  readonly artifactBytes: number;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds for one download, retries included. */
  readonly totalMs: number;
  readonly retries: number;
}

export const defaultLimits: Limits = {
  packumentBytes: 64 * 2 ** 20,
  artifactBytes: 256 * 2 ** 20,
  idleMs: 30_000,
  totalMs: 300_000,
  retries: 2,
};

export interface Download {
  readonly url: string;
  /** The package, for npm's choice of credentials. */
  readonly name: string;
  readonly accept: string;
  readonly maxBytes: number;
}

/**
 * One GET by npm's own client, so with the user's proxy, certificates and, for the addresses that they belong to,
 * credentials; a redirect to another host goes without them. npm's cache is not used: whatever else writes there is
 * not the registry. `url` is where the bytes came from in the end.
 */
export async function download(
  { url, name, accept, maxBytes }: Download,
  config: NpmConfig,
  limits: Limits,
): Promise<{ bytes: Uint8Array; url: string }> {
  if (config.offline === true) {
    throw new CodedError(
      'registry-unreachable',
      `npm is configured to be offline, and ${showUrl(url)} is needed`,
    );
  }
  const { default: registryFetch } = await import('npm-registry-fetch');
  const stop = new AbortController();
  const late = new CodedError(
    'registry-timeout',
    `${showUrl(url)} took over ${limits.totalMs} ms; try again, or raise fetch-timeout in your npm configuration`,
  );
  const timer = setTimeout(() => stop.abort(late), limits.totalMs);
  const inTime = <T>(work: Promise<T>) => Promise.race([work, aborted(stop.signal)]);
  const options = {
    ...config,
    spec: name,
    headers: { accept },
    cache: undefined,
    integrity: undefined,
    timeout: limits.idleMs,
    retry: { retries: limits.retries, factor: 2, minTimeout: 250, maxTimeout: 1_000 },
    signal: stop.signal,
  };
  try {
    const response = await inTime(registryFetch(url, options)).catch((error: unknown) => {
      throw requestFailure(error, url);
    });
    if (response.status !== 200) {
      throw new CodedError('registry-failed', `${showUrl(url)} answered with status ${response.status}`);
    }
    const bytes = await inTime(readBody(response.body, maxBytes, url)).catch((error: unknown) => {
      throw bodyFailure(error, url);
    });
    return { bytes, url: response.url };
  } catch (error) {
    // Ends what may still be running of the request.
    stop.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** True when the answer to `asked` may come from `answered` without another party having a say in it. */
export function sameHost(asked: string, answered: string): boolean {
  const [from, to] = [new URL(asked), new URL(answered)];
  const secured = from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname;
  return from.origin === to.origin || secured;
}

async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new CodedError('registry-too-large', `${showUrl(url)} is larger than ${maxBytes} bytes`, {
        maxBytes,
      });
    }
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
