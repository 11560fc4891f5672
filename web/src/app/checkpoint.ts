import type { KeysAnswer } from '@countersign/shared/api.ts';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosignatures } from '@countersign/shared/log/cosignature.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';

/** What a log says of itself, signature and cosignatures checked under the keys that the node shows. */
export interface ShownCheckpoint {
  readonly size: number;
  readonly witnesses: number;
  /** Unix seconds of the newest cosignature; null without one. */
  readonly time: number | null;
}

/** Throws what opening the note throws: coded errors. */
export function readCheckpoint(note: string, log: 'reviews' | 'trust', keys: KeysAnswer): ShownCheckpoint {
  const { checkpoint } = openCheckpoint(note, parseVkey(keys[log]));
  const seen = cosignatures(note, [parseVkey(keys.witness)]);
  const time = seen.reduce<number | null>((latest, cosignature) => {
    return latest === null || cosignature.time > latest ? cosignature.time : latest;
  }, null);
  return { size: checkpoint.size, witnesses: seen.length, time };
}
