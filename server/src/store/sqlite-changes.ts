import type { Database } from 'better-sqlite3';
import type { ChangeKey, ChangeSize } from './store.ts';

/** How large changes are, as store.ts says. */
export class SqliteChanges {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  changeSize({ base, target }: ChangeKey): ChangeSize | null {
    const sql = 'SELECT added, removed, files FROM change_size WHERE base = ? AND target = ?';
    return this.#database.prepare<unknown[], ChangeSize>(sql).get(base ?? '', target) ?? null;
  }

  keepChangeSize({ base, target }: ChangeKey, { added, removed, files }: ChangeSize, most: number): void {
    this.#database.transaction(() => {
      this.#database
        .prepare(
          'INSERT OR REPLACE INTO change_size (base, target, added, removed, files) VALUES (?, ?, ?, ?, ?)',
        )
        .run(base ?? '', target, added, removed, files);
      this.#database
        .prepare(
          'DELETE FROM change_size WHERE id <= (SELECT id FROM change_size ORDER BY id DESC LIMIT 1 OFFSET ?)',
        )
        .run(most);
    })();
  }
}
