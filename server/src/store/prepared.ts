import type { Database, Statement } from 'better-sqlite3';

/** Compiles each SQL text once: compiling takes longer than most of them run. The texts are few, and none holds a value. */
export class Prepared {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  of<Row>(sql: string): Statement<unknown[], Row> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Statement<unknown[], Row>;
  }

  run(sql: string, ...values: unknown[]) {
    return this.of(sql).run(...values);
  }
}
