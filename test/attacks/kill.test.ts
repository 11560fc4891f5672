import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as later } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readLog } from '@countersign/server/testing/log-reader.ts';
import { flag, review } from '@countersign/server/testing/statements.ts';
import type { KeysAnswer, Receipt } from '@countersign/shared/api.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { logNames, type LogName } from '@countersign/shared/log/log-name.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';
import { verifyReceipt } from 'countersign/src/nodes/receipt.ts';
import { startServe, type ServeChild } from '../world/serve-child.ts';

const rounds = 5;
const clients = 16;
/** A node is killed at a random moment of this many milliseconds under load. */
const longestRound = 800;

interface Acknowledged {
  readonly log: LogName;
  readonly entry: Uint8Array;
  readonly receipt: Receipt;
}

type Seen = Record<LogName, Set<string>>;

test('a node that is killed under load loses nothing that it acknowledged and signs one history', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-kill-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'] ?? '', COUNTERSIGN_HOME: dataDir, COUNTERSIGN_RATE: '1000000' };
  const acknowledged: Acknowledged[] = [];
  const seen: Seen = { reviews: new Set(), trust: new Set() };
  let node = await startServe(join(dataDir, 'node'), env);
  onTestFinished(() => node.stop());
  const keys = (await (await fetch(`${node.url}/keys`)).json()) as KeysAnswer;
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.length;
    const load = Array.from({ length: clients }, async (_, client) => {
      await submitUntilDead(node.url, `${round}.${client}`, acknowledged, seen);
    });
    while (acknowledged.length === before) await Promise.race([later(1), ...load]);
    await later(Math.random() * longestRound);
    process.kill(node.pid, 'SIGKILL');
    await Promise.all([node.stop(), ...load]);
    node = await startServe(join(dataDir, 'node'), env);
    expect(await (await fetch(`${node.url}/keys`)).json()).toEqual(keys);
    for (const log of logNames) await checkLog(node, log, keys, acknowledged, seen[log]);
  }
});

/** One client: statement after statement, until nobody answers any more. */
async function submitUntilDead(
  url: string,
  name: string,
  acknowledged: Acknowledged[],
  seen: Seen,
): Promise<void> {
  for (let count = 0; ; count++) {
    const log = count % 4 === 3 ? 'trust' : 'reviews';
    const purl = `pkg:npm/example-${name}@1.0.${count}`;
    const { entry } = log === 'trust' ? flag(purl) : review({ purl });
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/api/statements`, {
        method: 'POST',
        headers,
        body: Buffer.from(entry),
      });
      const receipt = (await answer.json()) as Receipt;
      expect(answer.status).toBe(201);
      acknowledged.push({ log, entry, receipt });
      seen[log].add(await (await fetch(`${url}/${log}/checkpoint`)).text());
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return;
      throw error;
    }
  }
}

/** The log as it is now continues every checkpoint that was shown, and holds what was acknowledged where it said. */
async function checkLog(
  { url }: ServeChild,
  log: LogName,
  keys: KeysAnswer,
  acknowledged: readonly Acknowledged[],
  seen: ReadonlySet<string>,
): Promise<void> {
  const { entries, root, rootOfTiles } = await readLog(log, keys, async (path) => {
    const answer = await fetch(url + path);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  });
  expect(rootOfTiles).toBe(root);
  expect(new Set(entries).size).toBe(entries.length);
  const frontier = new Frontier();
  const roots = [toHex(frontier.root())];
  for (const entry of entries) {
    frontier.append(leafHash(toUtf8(entry)));
    roots.push(toHex(frontier.root()));
  }
  const vkey = parseVkey(keys[log]);
  const mine = acknowledged.filter((one) => one.log === log);
  for (const { entry, receipt } of mine) {
    verifyReceipt(receipt, { id: receipt.id as never, log, entry }, vkey);
    expect(entries[receipt.index]).toBe(fromUtf8(entry));
  }
  for (const note of [...seen, ...mine.map(({ receipt }) => receipt.checkpoint)]) {
    const { checkpoint } = openCheckpoint(note, vkey);
    expect(roots[checkpoint.size]).toBe(toHex(checkpoint.root));
  }
  // The store answers by itself, not from the tiles.
  for (const { receipt } of mine.slice(-clients)) {
    const answer = (await (await fetch(`${url}/api/statements/${receipt.id}`)).json()) as Receipt;
    expect(answer).toMatchObject({ log, index: receipt.index, entry: entries[receipt.index] });
  }
}
