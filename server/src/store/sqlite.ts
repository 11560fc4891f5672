import type { Database } from 'better-sqlite3';
import type { Sha256, StatementId } from '@countersign/shared/digest.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { openDatabase } from './open-database.ts';
import { Prepared } from './prepared.ts';
import { SqliteArtifacts } from './sqlite-artifacts.ts';
import { SqliteChanges } from './sqlite-changes.ts';
import { SqliteLogs } from './sqlite-logs.ts';
import { SqlitePackages } from './sqlite-packages.ts';
import { SqliteStatements } from './sqlite-statements.ts';
import type {
  ArtifactName,
  ChangeKey,
  ChangeSize,
  Head,
  NewEntry,
  PackageFilter,
  Page,
  Role,
  StatementFilter,
  Store,
} from './store.ts';

/**
 * The embedded store: one SQLite file, synced at each commit. better-sqlite3 answers at once; the interface has promises
 * because PostgreSQL will not.
 */
export class SqliteStore implements Store {
  readonly #database: Database;
  readonly #logs: SqliteLogs;
  readonly #statements: SqliteStatements;
  readonly #packages: SqlitePackages;
  readonly #changes: SqliteChanges;
  readonly #artifacts: SqliteArtifacts;

  private constructor(database: Database) {
    this.#database = database;
    const prepared = new Prepared(database);
    this.#packages = new SqlitePackages(prepared);
    this.#changes = new SqliteChanges(database);
    this.#logs = new SqliteLogs(database, prepared, this.#packages);
    this.#statements = new SqliteStatements(prepared);
    this.#artifacts = new SqliteArtifacts(database);
  }

  /** Throws `data-folder-locked`, `data-folder-newer`, `data-folder-corrupt`. */
  static open(path: string): SqliteStore {
    return new SqliteStore(openDatabase(path));
  }

  async identity(role: Role) {
    return this.#logs.identity(role);
  }
  async setIdentity(role: Role, vkey: string) {
    this.#logs.setIdentity(role, vkey);
  }

  async size(log: LogName) {
    return this.#logs.size(log);
  }
  async append(log: LogName, from: number, entries: readonly NewEntry[]) {
    this.#logs.append(log, from, entries);
  }
  async entries(log: LogName, start: number, end: number) {
    return this.#logs.entries(log, start, end);
  }
  async position(id: StatementId) {
    return this.#logs.position(id);
  }
  async saveHead(log: LogName, head: Head) {
    this.#logs.saveHead(log, head);
  }
  async head(log: LogName) {
    return this.#logs.head(log);
  }
  async firstOfSize(log: LogName, size: number) {
    return this.#logs.firstOfSize(log, size);
  }

  async statement(id: StatementId) {
    return this.#statements.statement(id);
  }
  async statements(filter: StatementFilter, page: Page) {
    return this.#statements.statements(filter, page);
  }

  async packages(filter: PackageFilter, page: Page) {
    return this.#packages.packages(filter, page);
  }
  async package(purl: string) {
    return this.#packages.package(purl);
  }
  async releases(packagePurl: string, limit: number) {
    return this.#packages.releases(packagePurl, limit);
  }
  async releasesNamed(purls: readonly string[]) {
    return this.#packages.releasesNamed(purls);
  }
  async artifactsOf(purls: readonly string[], each: number) {
    return this.#packages.artifactsOf(purls, each);
  }
  async severitiesOf(subject: string) {
    return this.#packages.severitiesOf(subject);
  }

  async changeSize(key: ChangeKey) {
    return this.#changes.changeSize(key);
  }
  async keepChangeSize(key: ChangeKey, size: ChangeSize, most: number) {
    this.#changes.keepChangeSize(key, size, most);
  }

  async putBlob(sha256: Sha256, bytes: Uint8Array, maxTotalBytes: number) {
    this.#artifacts.putBlob(sha256, bytes, maxTotalBytes);
  }
  async blob(sha256: Sha256) {
    return this.#artifacts.blob(sha256);
  }
  async namesOf(sha256: Sha256, limit: number) {
    return this.#artifacts.namesOf(sha256, limit);
  }
  async keepArtifact(sha256: Sha256, length: number, used: number) {
    this.#artifacts.keepArtifact(sha256, length, used);
  }
  async useArtifact(sha256: Sha256, used: number) {
    this.#artifacts.useArtifact(sha256, used);
  }
  async dropArtifact(sha256: Sha256) {
    this.#artifacts.dropArtifact(sha256);
  }
  async rememberRelease(given: ArtifactName) {
    this.#artifacts.rememberRelease(given);
  }
  async releaseGiven(purl: string) {
    return this.#artifacts.releaseGiven(purl);
  }
  async keptArtifacts() {
    return this.#artifacts.keptArtifacts();
  }

  async close() {
    this.#database.close();
  }
}
