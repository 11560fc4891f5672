import Database from 'better-sqlite3';
import { CodedError } from '@countersign/shared/errors.ts';
import { migrate } from './migrate.ts';

/** How long a start waits for an earlier process that is just about to end. */
const lockPatienceMs = 1000;

/**
 * Opens and migrates the database at `path`, for this process alone until it is closed or the process ends: the lock is
 * the operating system's, so that a crash leaves none behind. Throws `data-folder-locked`, `data-folder-newer`.
 */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path, { timeout: lockPatienceMs });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // FULL: a transaction is on the disk before it returns, because what is acknowledged must not get lost.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    // Only a write takes the exclusive lock, which is then kept.
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw described(error, path);
  }
}

function described(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
    return new CodedError(
      'data-folder-locked',
      'another node runs on this data folder: stop it, or give this one a folder of its own',
      { path },
      { cause: error },
    );
  }
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) {
    return new CodedError(
      'data-folder-corrupt',
      'the database of this data folder cannot be read',
      { path },
      { cause: error },
    );
  }
  return error;
}
