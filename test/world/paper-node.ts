import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeBundle } from '@countersign/shared/log/bundle.ts';
import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign, witnessKey } from '@countersign/shared/log/cosignature.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { entriesPath, tileWidth } from '@countersign/shared/log/tile.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Pinnable } from './node.ts';

/** A node that has real keys and says whatever a test makes it say. */
export interface PaperNode extends Pinnable {
  /** Signs and cosigns a checkpoint over these entries, and serves both; `now` in milliseconds. */
  sign(log: LogName, entries: readonly Uint8Array[], now: number): void;
  /** Serves these entries, whatever it signed. */
  serve(log: LogName, entries: readonly Uint8Array[]): void;
  /** Shows this text as the log's checkpoint; what it showed comes back. */
  show(log: LogName, note: string): string;
  /** Takes connections and says nothing; or answers nothing but this status. */
  fail(how: 'silent' | number | null): void;
}

interface PaperLog {
  note: string;
  entries: readonly Uint8Array[];
}

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** `byte` tells the keys of several of them apart. */
export async function startPaperNode(now: number, byte = 100): Promise<PaperNode> {
  const keys = { reviews: logKey('reviews', seed(byte)), trust: logKey('trust', seed(byte + 1)) };
  const witness = witnessKey(seed(byte + 2));
  const logs: Record<LogName, PaperLog> = {
    reviews: { note: '', entries: [] },
    trust: { note: '', entries: [] },
  };
  let failing: 'silent' | number | null = null;

  const server = createServer((request, response) => {
    if (failing === 'silent') return;
    if (failing !== null) return send(response, failing, '');
    const [, log = '', ...rest] = (request.url ?? '').split('/');
    const found = log === 'reviews' || log === 'trust' ? fileOf(logs[log], rest.join('/')) : null;
    send(response, found === null ? 404 : 200, found ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const paper: PaperNode = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: {
      reviews: formatVkey(keys.reviews.vkey),
      trust: formatVkey(keys.trust.vkey),
      witness: formatVkey(witness.vkey),
    },
    sign(log, entries, time) {
      const frontier = new Frontier();
      for (const entry of entries) frontier.append(leafHash(entry));
      const checkpoint = { origin: keys[log].vkey.name, size: entries.length, root: frontier.root() };
      const signed = signCheckpoint(checkpoint, keys[log]);
      logs[log] = { note: signed + cosign(signed, witness, Math.floor(time / 1000)), entries };
    },
    serve(log, entries) {
      logs[log].entries = entries;
    },
    show(log, note) {
      const before = logs[log].note;
      logs[log].note = note;
      return before;
    },
    fail(how) {
      failing = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  paper.sign('reviews', [], now);
  paper.sign('trust', [], now);
  return paper;
}

function fileOf({ note, entries }: PaperLog, path: string): string | Uint8Array | null {
  if (path === 'checkpoint') return note;
  for (let index = 0; index * tileWidth < entries.length; index++) {
    const bundle = entries.slice(index * tileWidth, (index + 1) * tileWidth);
    if (path === entriesPath(index, bundle.length)) return encodeBundle(bundle);
  }
  return null;
}

function send(response: ServerResponse, status: number, body: string | Uint8Array): void {
  response.writeHead(status);
  response.end(body);
}
