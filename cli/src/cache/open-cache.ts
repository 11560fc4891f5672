import type { Home } from '../home.ts';
import { openMachineKey } from './machine-key.ts';
import { openMirror } from './mirror.ts';
import type { Cache } from './sync-log.ts';

export function openCache(home: Home): Cache {
  return { mirror: openMirror(home), key: openMachineKey(home) };
}
