import type { StatementId } from '@countersign/shared/digest.ts';
import type { Prepared } from './prepared.ts';
import { phrase, textSearch, type TextSearch } from './text-search.ts';
import { flagFacts } from './topic.ts';
import type { Page, StatementFilter, StoredStatement } from './store.ts';

interface Row extends Omit<StoredStatement, 'bytes'> {
  bytes: Buffer;
}

/** Only the subject of a retraction is a statement id, so a revocation with that subject is one. */
const retraction = `FROM entry r WHERE r.subject = entry.id AND r.signer = entry.signer AND r.kind = 'revocation'
   ORDER BY r.seq LIMIT 1`;

const columns = `seq, log, position AS "index", id, kind, signer AS "by", subject, bytes, date,
  (SELECT r.id ${retraction}) AS retractedBy, (SELECT r.date ${retraction}) AS retractedOn`;

/** Of the packages whose name begins so, the first 200. */
const namedLike = 'package IN (SELECT purl FROM package WHERE name >= ? AND name < ? LIMIT 200)';

/** Finds statements by what they are about and who signed them, as store.ts says. */
export class SqliteStatements {
  readonly #prepared: Prepared;

  constructor(prepared: Prepared) {
    this.#prepared = prepared;
  }

  statement(id: StatementId): StoredStatement | null {
    return this.#prepared.of<Row>(`SELECT ${columns} FROM entry WHERE id = ?`).get(id) ?? null;
  }

  statements(filter: StatementFilter, { before, limit }: Page): StoredStatement[] {
    const search = filter.text === undefined ? null : textSearch(filter.text);
    const match = filter.kind === 'flag' ? matchOf(filter, search) : null;
    // Whichever table the order comes from is read in that order, so that a full page ends the search.
    const [from, seq] =
      match === null
        ? ['entry', 'entry.seq']
        : ['flag_text CROSS JOIN entry ON entry.seq = flag_text.rowid', 'flag_text.rowid'];
    const wanted: [string, readonly unknown[]][] = [
      [`${seq} < ?`, before === null ? [] : [before]],
      ['sha256 = ?', given(filter.sha256)],
      ['sha512 = ?', given(filter.sha512)],
      ['signer = ?', given(filter.by)],
      ['package = ?', given(filter.package)],
      ['severity = ?', given(filter.severity)],
      ['category = ?', given(filter.category)],
      ['ecosystem = ?', given(filter.ecosystem)],
      ['flag_text MATCH ?', match === null ? [] : [match]],
      [namedLike, search?.kind === 'prefix' ? [search.from, search.to] : []],
    ];
    const { subjects } = filter;
    if (subjects) wanted.push([`subject IN (${subjects.map(() => '?').join(', ')})`, subjects]);
    const used = wanted.filter(([, values]) => values.length > 0);
    // A literal, so that the indexes of flags alone can be used.
    const kind = filter.kind === 'flag' ? ["kind = 'flag'"] : [];
    const where = [...kind, ...used.map(([condition]) => condition)].join(' AND ') || 'TRUE';
    return this.#prepared
      .of<Row>(`SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY ${seq} DESC LIMIT ?`)
      .all(...used.flatMap(([, values]) => values), limit);
  }
}

/** One index serves one condition; for more than one, or a text, there is the index of words. */
function matchOf(filter: StatementFilter, search: TextSearch | null): string | null {
  const facts = flagFacts(filter).map((fact) => `facts : ${phrase(fact)}`);
  if (search?.kind === 'trigrams') return [`text : ${search.match}`, ...facts].join(' AND ');
  return facts.length > 1 ? facts.join(' AND ') : null;
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
