import { CodedError } from '@countersign/shared/errors.ts';
import { decodeBundle } from '@countersign/shared/log/bundle.ts';
import { entriesPath, tileWidth } from '@countersign/shared/log/tile.ts';
import { maxEntryLength } from '@countersign/shared/statement/envelope.ts';
import { fetchBytes } from '../http.ts';

const longestBundle = tileWidth * (maxEntryLength + 2);

/** Milliseconds, for all entries of one sync: a node that drips bytes cannot hold a gate for days. */
const longestSync = 1_800_000;

/** How many bundles are asked for at once. */
const inFlight = 8;

/** How much one sync takes from one log: what is above needs a second run. Bounds memory against a lying size. */
const mostEntries = 2_000_000;

/** Entries `from` to `to` of a log, unchecked. Throws `node-unreachable`, `bundle-malformed`, `log-too-large`. */
export async function fetchEntries(
  url: string,
  log: string,
  from: number,
  to: number,
  progress: (done: number) => void,
): Promise<Uint8Array[]> {
  if (to - from > mostEntries) {
    throw new CodedError(
      'log-too-large',
      `the log grew by ${to - from} entries; ${mostEntries} are taken at once`,
    );
  }
  const first = Math.floor(from / tileWidth);
  const bundles: Uint8Array[][] = [];
  let next = first;
  let done = 0;
  const signal = AbortSignal.timeout(longestSync);
  const worker = async (): Promise<void> => {
    while (next * tileWidth < to) {
      const index = next++;
      const width = Math.min(tileWidth, to - index * tileWidth);
      const bundle = await fetchBundle(url, log, index, width, signal);
      bundles[index - first] = bundle;
      done += bundle.length;
      progress(done);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return bundles.flat().slice(from - first * tileWidth);
}

/** A partial bundle that is gone has become a full one, which holds it (C2SP tlog-tiles, "Partial tiles"). */
async function fetchBundle(
  url: string,
  log: string,
  index: number,
  width: number,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const fetchWide = (wide: number) =>
    fetchBytes(`${url}/${log}/${entriesPath(index, wide)}`, longestBundle, signal);
  try {
    return decodeBundle(await fetchWide(width), width);
  } catch (error) {
    const gone = error instanceof CodedError && error.details['status'] === 404;
    if (!gone || width === tileWidth) throw error;
  }
  return decodeBundle(await fetchWide(tileWidth), tileWidth).slice(0, width);
}
