import type { Database } from 'better-sqlite3';
import type { StatementId } from '@countersign/shared/digest.ts';
import type { Page, StatementFilter, StoredStatement } from './store.ts';

interface Row extends Omit<StoredStatement, 'bytes'> {
  bytes: Buffer;
}

/** Only the subject of a retraction is a statement id, so a revocation with that subject is one. */
const columns = `seq, log, position AS "index", id, kind, signer AS "by", subject, bytes,
  (SELECT r.id FROM entry r WHERE r.subject = entry.id AND r.signer = entry.signer AND r.kind = 'revocation'
   ORDER BY r.seq LIMIT 1) AS retractedBy`;

/** Finds statements by what they are about and who signed them, as store.ts says. */
export class SqliteStatements {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  statement(id: StatementId): StoredStatement | null {
    return this.#database.prepare<[string], Row>(`SELECT ${columns} FROM entry WHERE id = ?`).get(id) ?? null;
  }

  statements(filter: StatementFilter, page: Page): StoredStatement[] {
    const { subjects, before } = { ...filter, ...page };
    const wanted: [string, readonly unknown[]][] = [
      ['seq < ?', before === null ? [] : [before]],
      ['kind = ?', given(filter.kind)],
      ['sha256 = ?', given(filter.sha256)],
      ['sha512 = ?', given(filter.sha512)],
      ['signer = ?', given(filter.by)],
      ['severity = ?', given(filter.severity)],
    ];
    if (subjects) wanted.push([`subject IN (${subjects.map(() => '?').join(', ')})`, subjects]);
    const used = wanted.filter(([, values]) => values.length > 0);
    const where = used.map(([condition]) => condition).join(' AND ') || 'TRUE';
    return this.#database
      .prepare<unknown[], Row>(`SELECT ${columns} FROM entry WHERE ${where} ORDER BY seq DESC LIMIT ?`)
      .all(...used.flatMap(([, values]) => values), page.limit);
  }
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
