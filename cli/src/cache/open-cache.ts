import { CodedError } from '@countersign/shared/errors.ts';
import type { Home } from '@countersign/shared/platform/node-home.ts';
import type { Cache } from './cached-log.ts';
import { openMachineKey } from './machine-key.ts';
import { openMirror } from './mirror.ts';

/**
 * Opens the cache for `work`, and closes it however that ends. Throws `cache-unusable` too where SQLite finds it damaged
 * only on the way.
 */
export async function withCache<Result>(
  home: Home,
  work: (cache: Cache) => Promise<Result>,
): Promise<Result> {
  const mirror = openMirror(home);
  try {
    return await work({ mirror, key: openMachineKey(home), states: new Map() });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') throw error;
    const message = `the cache in ${home.cache} is damaged or in use; delete it and run countersign sync`;
    throw new CodedError('cache-unusable', message, {}, { cause: error });
  } finally {
    mirror.close();
  }
}
