import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { namedSubject, signStatement } from '@countersign/shared/statement/sign.ts';
import { findStatement } from './find-statement.ts';
import type { Recipient } from './recipients.ts';

const key = signerFromSeed(new Uint8Array(32).fill(1));

function profileNamed(name: string) {
  return signStatement(
    {
      kind: 'profile',
      log: 'trust',
      subject: namedSubject(key.id),
      predicate: { date: '2026-11-22T12:00:00Z', name, labels: [], accounts: [] },
    },
    key,
  );
}

const wanted = profileNamed('Alice');
const other = profileNamed('Alice Two');

/** A node that answers everything alike. */
async function nodeThatSays(status: number, body: string): Promise<Recipient> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { name: `node ${port}`, url: `http://127.0.0.1:${port}`, keys: null };
}

function holding(entry: Uint8Array): Promise<Recipient> {
  return nodeThatSays(200, JSON.stringify({ id: wanted.statement.id, entry: fromUtf8(entry) }));
}

test('a statement comes from the first node that holds it', async () => {
  const nodes = [
    await nodeThatSays(404, '{"code":"statement-not-found","message":"no"}'),
    await holding(wanted.entry),
  ];
  expect(await findStatement(wanted.statement.id, nodes)).toEqual(wanted.statement);
});

test('a node that hands out another statement of mine does not get it retracted', async () => {
  await expect(findStatement(wanted.statement.id, [await holding(other.entry)])).rejects.toThrow(
    'answers with another statement',
  );
});

test.each([
  ['an error of its own', 503, '{"code":"log-busy","message":"later"}', 'later [log-busy]'],
  ['a redirect', 302, '', 'answers 302'],
  ['no JSON', 200, '<html>', 'no receipt'],
  ['no entry', 200, '{}', 'without the statement'],
  ['a forged entry', 200, JSON.stringify({ entry: '{}' }), 'not a log entry'],
  ['a number', 200, '1', 'no receipt'],
  ['bytes that are no text', 200, '\ufffd'.repeat(10), 'no receipt'],
  ['more than any statement', 200, ' '.repeat(300_000), 'more than'],
])('a node that answers with %s is named with that', async (_name, status, body, said) => {
  const node = await nodeThatSays(status, body);
  const found = findStatement(wanted.statement.id, [node]);
  await expect(found).rejects.toThrow(expect.objectContaining({ code: 'statement-not-found' }));
  await expect(found).rejects.toThrow(said);
  await expect(found).rejects.toThrow(node.name);
});
