import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { CodedError } from '@countersign/shared/errors.ts';
import { topicOfEntry } from './topic.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Runs the migrations that `database` lacks, each in one transaction; throws `data-folder-newer` on a later schema. */
export function migrate(database: Database): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  const present = database.pragma('user_version', { simple: true }) as number;
  if (present > files.length) {
    throw new CodedError('data-folder-newer', 'a later version wrote this data folder: update countersign', {
      schema: present,
      known: files.length,
    });
  }
  // A migration may ask what an entry says.
  database.function('topic_of', { deterministic: true, directOnly: true }, (bytes) =>
    topicOfEntry(bytes as Uint8Array),
  );
  for (const [index, name] of files.entries()) {
    if (index < present) continue;
    const sql = readFileSync(new URL(name, folder), 'utf8');
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
