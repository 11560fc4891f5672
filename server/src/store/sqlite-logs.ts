import type { Database } from 'better-sqlite3';
import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Prepared } from './prepared.ts';
import type { SqlitePackages } from './sqlite-packages.ts';
import type { Head, NewEntry, Role } from './store.ts';

interface HeadRow {
  size: number;
  root: Buffer;
  time: number;
  note: string;
}

/** Entries and checkpoints of both logs, as store.ts says. */
export class SqliteLogs {
  readonly #database: Database;
  readonly #prepared: Prepared;
  readonly #packages: SqlitePackages;

  constructor(database: Database, prepared: Prepared, packages: SqlitePackages) {
    this.#database = database;
    this.#prepared = prepared;
    this.#packages = packages;
  }

  identity(role: Role): string | null {
    const row = this.#prepared.of<{ vkey: string }>('SELECT vkey FROM identity WHERE role = ?').get(role);
    return row?.vkey ?? null;
  }

  setIdentity(role: Role, vkey: string): void {
    this.#prepared.run('INSERT INTO identity (role, vkey) VALUES (?, ?)', role, vkey);
  }

  size(log: LogName): number {
    const last = this.#prepared
      .of<{ size: number }>('SELECT coalesce(max(position) + 1, 0) AS size FROM entry WHERE log = ?')
      .get(log);
    return last?.size ?? 0;
  }

  append(log: LogName, from: number, entries: readonly NewEntry[]): void {
    this.#database.transaction(() => {
      const size = this.size(log);
      if (size !== from)
        throw corrupt('a log does not have the size that its writer knows', { log, size, from });
      for (const [offset, entry] of entries.entries()) this.#insert(log, from + offset, entry);
    })();
  }

  #insert(log: LogName, position: number, entry: NewEntry): void {
    const { id, kind, by, subject, severity, topic, bytes } = entry;
    const { lastInsertRowid } = this.#prepared.run(
      `INSERT INTO entry (log, position, id, kind, signer, subject, sha256, sha512, severity, date, package, ecosystem,
         category, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      log,
      position,
      id,
      kind,
      by,
      subject.name,
      subject.sha256,
      subject.sha512,
      severity,
      topic.date,
      topic.package?.purl ?? null,
      topic.package?.ecosystem ?? null,
      topic.category,
      bytes,
    );
    this.#packages.take(entry, Number(lastInsertRowid));
    for (const { purl, sha256, sha512 } of entry.names) {
      this.#prepared.run(
        'INSERT OR IGNORE INTO named_artifact (sha256, sha512, purl, flagged) VALUES (?, ?, ?, ?)',
        sha256,
        sha512,
        purl,
        kind === 'flag' ? 1 : 0,
      );
    }
  }

  entries(log: LogName, start: number, end: number): Uint8Array[] {
    const rows = this.#prepared
      .of<{ bytes: Buffer }>(
        'SELECT bytes FROM entry WHERE log = ? AND position >= ? AND position < ? ORDER BY position',
      )
      .all(log, start, end);
    if (rows.length !== end - start) throw corrupt('entries are missing', { log, start, end });
    return rows.map((row) => row.bytes);
  }

  position(id: StatementId): { log: LogName; index: number } | null {
    const row = this.#prepared
      .of<{ log: LogName; position: number }>('SELECT log, position FROM entry WHERE id = ?')
      .get(id);
    return row ? { log: row.log, index: row.position } : null;
  }

  saveHead(log: LogName, { size, root, time, note }: Head): void {
    this.#database.transaction(() => {
      const first = this.firstOfSize(log, size);
      if (first && !equalBytes(first.root, root)) throw corrupt('two roots for one size', { log, size });
      if (!first) {
        this.#prepared.run(
          'INSERT INTO first_checkpoint (log, size, root, time, note) VALUES (?, ?, ?, ?, ?)',
          log,
          size,
          root,
          time,
          note,
        );
      }
      this.#prepared.run(
        `INSERT INTO head (log, size, root, time, note) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (log) DO UPDATE
         SET size = excluded.size, root = excluded.root, time = excluded.time, note = excluded.note`,
        log,
        size,
        root,
        time,
        note,
      );
    })();
  }

  head(log: LogName): Head | null {
    return (
      this.#prepared.of<HeadRow>('SELECT size, root, time, note FROM head WHERE log = ?').get(log) ?? null
    );
  }

  firstOfSize(log: LogName, size: number): Head | null {
    const sql = 'SELECT size, root, time, note FROM first_checkpoint WHERE log = ? AND size = ?';
    return this.#prepared.of<HeadRow>(sql).get(log, size) ?? null;
  }
}

function corrupt(what: string, details: Record<string, unknown>): CodedError {
  return new CodedError('data-folder-corrupt', what, details);
}
