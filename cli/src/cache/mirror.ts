import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CodedError } from '@countersign/shared/errors.ts';
import type { Home } from '@countersign/shared/platform/node-home.ts';

const schemaVersion = 1;

/**
 * The local copy of the logs: `entry` and `checkpoint` hold the raw bytes, as served; `log`, `review`, `flag` and
 * `bundle` hold what this machine made of them, under its MAC.
 */
const schema = `
  CREATE TABLE log (origin TEXT PRIMARY KEY, state TEXT NOT NULL, mac BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE entry (origin TEXT NOT NULL, position INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (origin, position));
  CREATE TABLE checkpoint (origin TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (origin, note)) WITHOUT ROWID;
  CREATE TABLE review (origin TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, sha512 TEXT NOT NULL,
    signer TEXT NOT NULL, statement TEXT NOT NULL, mac BLOB NOT NULL, PRIMARY KEY (origin, position));
  CREATE INDEX review_sha256 ON review (sha256, signer);
  CREATE INDEX review_sha512 ON review (sha512, signer);
  CREATE TABLE flag (origin TEXT NOT NULL, position INTEGER NOT NULL, statement TEXT NOT NULL, mac BLOB NOT NULL,
    PRIMARY KEY (origin, position)) WITHOUT ROWID;
  CREATE TABLE green (folder TEXT PRIMARY KEY, run TEXT NOT NULL, mac BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE bundle (artifact TEXT PRIMARY KEY, packages TEXT NOT NULL, mac BLOB NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

export type Mirror = DatabaseSync;

/** Opens the mirror below the cache folder, making it when it is not there. */
export function openMirror(home: Home): Mirror {
  const path = join(home.cache, 'mirror.sqlite');
  try {
    mkdirSync(home.cache, { recursive: true, mode: 0o700 });
    const mirror = new DatabaseSync(path, { timeout: 30_000 });
    // What a power cut may cost of a copy, the next sync fetches again.
    mirror.exec('PRAGMA synchronous = NORMAL');
    prepare(mirror, path);
    return mirror;
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError(
      'cache-unusable',
      `cannot use the cache at ${path}; delete it and run countersign sync`,
      {
        path,
      },
      { cause: error },
    );
  }
}

function prepare(mirror: Mirror, path: string): void {
  const version = versionOf(mirror);
  if (version === schemaVersion) return;
  if (version > schemaVersion) {
    throw new CodedError('file-too-new', `${path} is of a newer version: update countersign`, { path });
  }
  mirror.exec('PRAGMA journal_mode = WAL');
  transact(mirror, () => {
    // Another run may have made the tables while this one waited for the lock.
    if (versionOf(mirror) === 0) mirror.exec(schema);
  });
}

function versionOf(mirror: Mirror): number {
  return Number(mirror.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** All of `work` or nothing of it; other runs wait. */
export function transact<T>(mirror: Mirror, work: () => T): T {
  mirror.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    mirror.exec('COMMIT');
    return result;
  } catch (error) {
    mirror.exec('ROLLBACK');
    throw error;
  }
}
