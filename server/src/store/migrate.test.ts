import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { flag, rangeFlag, retraction, review } from '../testing/statements.ts';
import { temporaryFolder, testNode } from '../testing/test-node.ts';
import { SqliteStore } from './sqlite.ts';

const first = readFileSync(new URL('./migrations/001-start.sql', import.meta.url), 'utf8');

interface Said {
  readonly entry: Uint8Array;
  readonly statement: {
    readonly id: string;
    readonly kind: string;
    readonly by: string;
    readonly subject: { readonly name: string; readonly digest: { readonly sha256: string } };
  };
}

/** A data folder as the first version left it, with these statements and one that nobody can read any more. */
async function folderOfFirstVersion(said: readonly Said[]): Promise<string> {
  const path = join(await temporaryFolder(), 'node.sqlite');
  const database = new Database(path);
  database.exec(first);
  database.pragma('user_version = 1');
  const insert = database.prepare(
    `INSERT INTO entry (log, position, id, kind, signer, subject, sha256, severity, bytes)
     VALUES ('trust', ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [index, { entry, statement }] of said.entries()) {
    const { id, kind, by, subject } = statement;
    const severity = kind === 'flag' ? 'malicious' : null;
    insert.run(index, id, kind, by, subject.name, subject.digest.sha256, severity, entry);
  }
  const unread = new TextEncoder().encode('{}');
  insert.run(said.length, 'x', 'review', 'ed25519:x', 'pkg:npm/x@1', 'x', null, unread);
  database.close();
  return path;
}

test('a folder of the first version lists and finds what it holds as a new one would', async () => {
  const gone = review({ purl: 'pkg:npm/a@1.0.0', summary: 'gone' });
  const said = [
    review({ purl: 'pkg:npm/a@1.0.0' }),
    gone,
    flag('pkg:npm/a@1.1.0'),
    review({ purl: 'pkg:npm/%40Scope/b@2.0.0' }),
    rangeFlag('pkg:npm/a', 'vers:npm/<2.0.0'),
    retraction(gone.statement.id),
  ];
  const old = SqliteStore.open(await folderOfFirstVersion(said));
  const { node, post } = await testNode();
  for (const { entry } of said) await post(entry);

  const all = { before: null, limit: 100 };
  const seen = async (store: typeof node.store) => {
    const found = await store.statements({ kind: 'flag', text: 'reads keys', category: 'backdoor' }, all);
    return {
      packages: (await store.packages({}, all)).map(({ seq: _seq, ...rest }) => rest),
      releases: await store.releases('pkg:npm/a', 100),
      named: await store.packages({ text: 'scope/' }, all).then((rows) => rows.map(({ purl }) => purl)),
      found: found.map(({ id, date, bytes }) => [id, date, fromUtf8(new Uint8Array(bytes))]),
    };
  };
  const expected = await seen(node.store);
  expect(await seen(old)).toEqual(expected);
  expect(expected.packages).toMatchObject([{ purl: 'pkg:npm/a', reviews: 1, flags: 2 }, { reviews: 1 }]);
  expect(expected.found).toHaveLength(1);
  await old.close();
});
