import type { Database } from 'better-sqlite3';
import type { Sha256 } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { ArtifactName, GivenRelease, KeptArtifact } from './store.ts';

/** Blobs, and which artifacts are named and kept, as store.ts says. */
export class SqliteArtifacts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  putBlob(sha256: Sha256, bytes: Uint8Array, maxTotalBytes: number): void {
    this.#database.transaction(() => {
      if (this.blob(sha256)) return;
      const total = this.#database
        .prepare<[], number>('SELECT coalesce(sum(length(bytes)), 0) FROM blob')
        .pluck()
        .get();
      if ((total ?? 0) + bytes.length > maxTotalBytes) {
        throw new CodedError('blob-store-full', 'this node keeps no more notes');
      }
      this.#database.prepare('INSERT INTO blob (sha256, bytes) VALUES (?, ?)').run(sha256, bytes);
    })();
  }

  blob(sha256: Sha256): Uint8Array | null {
    const row = this.#database
      .prepare<[string], { bytes: Buffer }>('SELECT bytes FROM blob WHERE sha256 = ?')
      .get(sha256);
    return row?.bytes ?? null;
  }

  namesOf(sha256: Sha256, limit: number): ArtifactName[] {
    return this.#database
      .prepare<[string, number], ArtifactName>(
        'SELECT DISTINCT purl, sha256, sha512 FROM named_artifact WHERE sha256 = ? LIMIT ?',
      )
      .all(sha256, limit);
  }

  keepArtifact(sha256: Sha256, length: number, used: number): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO artifact (sha256, length, used) VALUES (?, ?, ?)')
      .run(sha256, length, used);
  }

  useArtifact(sha256: Sha256, used: number): void {
    this.#database.prepare('UPDATE artifact SET used = ? WHERE sha256 = ?').run(used, sha256);
  }

  dropArtifact(sha256: Sha256): void {
    this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM artifact WHERE sha256 = ?').run(sha256);
      this.#database.prepare('DELETE FROM release_artifact WHERE sha256 = ?').run(sha256);
    })();
  }

  rememberRelease({ purl, sha256, sha512 }: ArtifactName): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO release_artifact (purl, sha256, sha512) VALUES (?, ?, ?)')
      .run(purl, sha256, sha512);
  }

  releaseGiven(purl: string): GivenRelease | null {
    const sql = `SELECT r.purl, r.sha256, r.sha512, a.length
      FROM release_artifact r JOIN artifact a ON a.sha256 = r.sha256 WHERE r.purl = ?`;
    return this.#database.prepare<unknown[], GivenRelease>(sql).get(purl) ?? null;
  }

  keptArtifacts(): KeptArtifact[] {
    const rows = this.#database
      .prepare<[], { sha256: Sha256; length: number; flagged: number }>(
        `SELECT sha256, length,
           EXISTS (SELECT 1 FROM named_artifact n WHERE n.sha256 = artifact.sha256 AND n.flagged = 1) AS flagged
         FROM artifact ORDER BY flagged, used`,
      )
      .all();
    return rows.map(({ sha256, length, flagged }) => ({ sha256, length, flagged: flagged === 1 }));
  }
}
