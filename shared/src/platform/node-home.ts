import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CodedError } from '../errors.ts';

/** The folders that hold everything Countersign keeps on this machine. They need not exist yet. */
export interface Home {
  /** What a person writes. */
  readonly config: string;
  /** What must not be lost: keys. */
  readonly data: string;
  /** What can be fetched again. */
  readonly cache: string;
  /** What this machine remembers of earlier runs. */
  readonly state: string;
}

/**
 * `COUNTERSIGN_HOME` (config and data in it, `cache` and `state` under it), else `countersign` in each XDG base
 * directory, on macOS too. A relative XDG variable is ignored, as their specification says; a relative
 * COUNTERSIGN_HOME throws `home-not-absolute`.
 */
export function countersignHome(env: Readonly<Record<string, string | undefined>>): Home {
  const own = env['COUNTERSIGN_HOME'];
  if (own) {
    if (!isAbsolute(own)) {
      throw new CodedError('home-not-absolute', 'COUNTERSIGN_HOME must be an absolute path', {
        path: own,
      });
    }
    return { config: own, data: own, cache: join(own, 'cache'), state: join(own, 'state') };
  }
  const user = env['HOME'] || homedir();
  const base = (variable: string, ...fallback: string[]): string => {
    const folder = env[variable];
    return join(folder && isAbsolute(folder) ? folder : join(user, ...fallback), 'countersign');
  };
  return {
    config: base('XDG_CONFIG_HOME', '.config'),
    data: base('XDG_DATA_HOME', '.local', 'share'),
    cache: base('XDG_CACHE_HOME', '.cache'),
    state: base('XDG_STATE_HOME', '.local', 'state'),
  };
}
