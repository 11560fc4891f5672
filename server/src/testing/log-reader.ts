import { toHex } from '@countersign/shared/bytes/hex.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { decodeBundle } from '@countersign/shared/log/bundle.ts';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosignatures } from '@countersign/shared/log/cosignature.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { entriesPath, tileReader, pathOf, tileWidth, type Tile } from '@countersign/shared/log/tile.ts';
import { rootOf } from '@countersign/shared/log/merkle.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { TestNode } from './test-node.ts';

export interface ReadLog {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The root that the hash tiles give, which nobody has to believe; hex. */
  readonly rootOfTiles: string;
  readonly entries: string[];
  /** Seconds. */
  readonly cosigned: number[];
  readonly note: string;
}

type Fetch = (path: string) => Promise<Uint8Array | null>;

/** Reads a whole log from outside, as a stranger with the node's three vkeys would, and checks that entries make the root. */
export async function readLog(
  log: LogName,
  keys: Readonly<Record<LogName | 'witness', string>>,
  fetchBytes: Fetch,
): Promise<ReadLog> {
  const get = async (path: string) => {
    const bytes = await fetchBytes(`/${log}/${path}`);
    if (!bytes) throw new Error(`${path} is missing`);
    return bytes;
  };
  const note = fromUtf8(await get('checkpoint'));
  const { checkpoint } = openCheckpoint(note, parseVkey(keys[log]));
  const { size } = checkpoint;
  const root = toHex(checkpoint.root);
  const frontier = new Frontier();
  const entries: string[] = [];
  for (let start = 0; start < size; start += tileWidth) {
    const width = Math.min(tileWidth, size - start);
    for (const entry of decodeBundle(await get(entriesPath(start / tileWidth, width)), width)) {
      entries.push(fromUtf8(entry));
      frontier.append(leafHash(entry));
    }
  }
  if (toHex(frontier.root()) !== root) throw new Error('entries do not make the root');
  const rootOfTiles = toHex(await rootFromTiles(size, get));
  const cosigned = cosignatures(note, [parseVkey(keys.witness)]).map(({ time }) => time);
  return { size, root, rootOfTiles, entries, cosigned, note };
}

/** The reader wants tiles at once: whatever it lacks is fetched, and it begins again. */
async function rootFromTiles(size: number, get: (path: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const fetched = new Map<string, Uint8Array>();
  for (;;) {
    let missing: Tile | null = null;
    const reader = tileReader(size, (tile) => {
      const bytes = fetched.get(pathOf(tile));
      if (bytes) return bytes;
      missing = tile;
      throw new Error('not fetched yet');
    });
    try {
      return rootOf(size, reader);
    } catch (error) {
      if (!missing) throw error;
      fetched.set(pathOf(missing), await get(pathOf(missing)));
    }
  }
}

/** readLog over a test node's own HTTP answers. */
export async function readTestLog(
  { app, node }: Pick<TestNode, 'app' | 'node'>,
  log: LogName,
): Promise<ReadLog> {
  return readLog(log, node.keys, async (url) => {
    const answer = await app.inject({ method: 'GET', url });
    return answer.statusCode === 200 ? new Uint8Array(answer.rawPayload) : null;
  });
}
