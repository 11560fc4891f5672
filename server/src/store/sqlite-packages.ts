import type { Severity } from '@countersign/shared/statement/flag.ts';
import type { ArtifactName, NewEntry, PackageFilter, PackageRow, Page, ReleaseRow } from './store.ts';
import type { Prepared } from './prepared.ts';
import { textSearch } from './text-search.ts';

interface CountedRow {
  subject: string;
  package: string;
  kind: string;
  signer: string;
}

const columns = 'package.purl, package.reviews, package.flags, package.seq, package.latest';

/** What statements are about, and how many there are, as store.ts says. */
export class SqlitePackages {
  readonly #prepared: Prepared;

  constructor(prepared: Prepared) {
    this.#prepared = prepared;
  }

  /** To be called once for each entry, when it is in the table, in the same transaction. */
  take(entry: NewEntry, seq: number): void {
    if (entry.topic.package) this.#takeTopic(entry, seq);
    if (entry.kind === 'revocation') this.#takeBack(entry);
  }

  #takeTopic({ id, kind, by, subject, topic }: NewEntry, seq: number): void {
    const { purl, name, ecosystem } = topic.package as NonNullable<typeof topic.package>;
    if (topic.text !== null) {
      this.#prepared.run(
        'INSERT INTO flag_text (rowid, text, facts) VALUES (?, ?, ?)',
        seq,
        topic.text,
        topic.facts,
      );
    }
    const count = this.#retractions(id, by) > 0 ? 0 : 1;
    const [reviews, flags] = kind === 'review' ? [count, 0] : [0, count];
    const updated = this.#prepared.run(
      'UPDATE package SET reviews = reviews + ?, flags = flags + ?, seq = ?, latest = ? WHERE purl = ?',
      reviews,
      flags,
      seq,
      topic.date,
      purl,
    );
    if (updated.changes === 0) {
      const { lastInsertRowid } = this.#prepared.run(
        'INSERT INTO package (purl, name, ecosystem, reviews, flags, seq, latest) VALUES (?, ?, ?, ?, ?, ?, ?)',
        purl,
        name,
        ecosystem,
        reviews,
        flags,
        seq,
        topic.date,
      );
      this.#prepared.run('INSERT INTO package_text (rowid, name) VALUES (?, ?)', lastInsertRowid, name);
    }
    this.#prepared.run(
      `INSERT INTO release (purl, package, reviews, flags) VALUES (?, ?, ?, ?)
       ON CONFLICT (purl) DO UPDATE SET reviews = reviews + excluded.reviews, flags = flags + excluded.flags`,
      subject.name,
      purl,
      reviews,
      flags,
    );
  }

  #takeBack({ subject, by }: NewEntry): void {
    const taken = this.#prepared
      .of<CountedRow>('SELECT subject, package, kind, signer FROM entry WHERE id = ? AND package IS NOT NULL')
      .get(subject.name);
    if (!taken || taken.signer !== by || this.#retractions(subject.name, by) !== 1) return;
    const column = taken.kind === 'review' ? 'reviews' : 'flags';
    this.#prepared.run(`UPDATE package SET ${column} = ${column} - 1 WHERE purl = ?`, taken.package);
    this.#prepared.run(`UPDATE release SET ${column} = ${column} - 1 WHERE purl = ?`, taken.subject);
  }

  #retractions(id: string, by: string): number {
    return this.#prepared
      .of<number>(
        "SELECT count(*) AS count FROM entry WHERE subject = ? AND signer = ? AND kind = 'revocation'",
      )
      .pluck()
      .get(id, by) as number;
  }

  packages({ ecosystem, text }: PackageFilter, { before, limit }: Page): PackageRow[] {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const where = (condition: string, ...given: unknown[]) => {
      conditions.push(condition);
      values.push(...given);
    };
    if (before !== null) where('package.seq < ?', before);
    if (ecosystem !== undefined) where('package.ecosystem = ?', ecosystem);
    const search = text === undefined ? null : textSearch(text);
    if (search?.kind === 'prefix') where('package.name >= ? AND package.name < ?', search.from, search.to);
    if (search?.kind === 'trigrams') where('package_text MATCH ?', search.match);
    const from =
      search?.kind === 'trigrams'
        ? 'package_text CROSS JOIN package ON package.id = package_text.rowid'
        : 'package';
    return this.#prepared
      .of<PackageRow>(
        `SELECT ${columns} FROM ${from} WHERE ${conditions.join(' AND ') || 'TRUE'}
         ORDER BY package.seq DESC LIMIT ?`,
      )
      .all(...values, limit);
  }

  package(purl: string): PackageRow | null {
    const sql = `SELECT ${columns} FROM package WHERE purl = ?`;
    return this.#prepared.of<PackageRow>(sql).get(purl) ?? null;
  }

  releases(packagePurl: string, limit: number): ReleaseRow[] {
    const sql = `SELECT purl, reviews, flags FROM release WHERE package = ? AND purl != package ORDER BY id DESC LIMIT ?`;
    return this.#prepared.of<ReleaseRow>(sql).all(packagePurl, limit);
  }

  releasesNamed(purls: readonly string[]): ReleaseRow[] {
    const sql = 'SELECT purl, reviews, flags FROM release WHERE purl IN (SELECT value FROM json_each(?))';
    return this.#prepared.of<ReleaseRow>(sql).all(JSON.stringify(purls));
  }

  artifactsOf(purls: readonly string[], each: number): Map<string, ArtifactName[]> {
    const find = this.#prepared.of<ArtifactName>(
      'SELECT DISTINCT purl, sha256, sha512 FROM named_artifact WHERE purl = ? LIMIT 1000',
    );
    const naming = this.#prepared
      .of<number>('SELECT count(*) FROM (SELECT 1 FROM entry WHERE sha256 = ? LIMIT 100)')
      .pluck();
    const inOrder = (found: ArtifactName[]) =>
      found
        .map((artifact) => ({ artifact, count: naming.get(artifact.sha256) ?? 0 }))
        .toSorted((a, b) => b.count - a.count)
        .map(({ artifact }) => artifact);
    return new Map(
      purls.map((purl) => {
        const found = find.all(purl);
        return [purl, (found.length > 1 ? inOrder(found) : found).slice(0, each)];
      }),
    );
  }

  severitiesOf(subject: string): Severity[] {
    return this.#prepared
      .of<Severity>(
        `SELECT DISTINCT severity FROM entry e WHERE subject = ? AND kind = 'flag' AND NOT EXISTS (
           SELECT 1 FROM entry r WHERE r.subject = e.id AND r.signer = e.signer AND r.kind = 'revocation')`,
      )
      .pluck()
      .all(subject);
  }
}
