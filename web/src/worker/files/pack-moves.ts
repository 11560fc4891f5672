import type { MovedBlock } from '@countersign/shared/diff/moves.ts';
import { moveWidth } from '../reading.ts';

/** As FileText has them. */
export function packMoves(blocks: readonly MovedBlock[]): Uint32Array {
  const packed = new Uint32Array(blocks.length * moveWidth);
  blocks.forEach(({ baseFile, baseStart, targetFile, targetStart, lines }, row) => {
    packed.set([baseFile, baseStart, targetFile, targetStart, lines], row * moveWidth);
  });
  return packed;
}
