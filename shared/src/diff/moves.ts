import type { Edit } from './edit.ts';

/** One side of a file: line i is `bytes[starts[i], starts[i + 1])`. */
export interface MoveSide {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** A file of a change and how its lines were diffed. */
export interface MoveSource {
  readonly base: MoveSide | null;
  readonly target: MoveSide | null;
  readonly edits: readonly Edit[];
}

/** Lines that were removed in one place and added, byte for byte, in another. */
export interface MovedBlock {
  /** Places in the list of files. */
  readonly baseFile: number;
  readonly targetFile: number;
  /** Lines from 0. */
  readonly baseStart: number;
  readonly targetStart: number;
  readonly lines: number;
}

/** Blocks of three or more lines that went elsewhere, within one file or between files; no line is in two of them. */
export function movedBlocks(_files: readonly MoveSource[]): MovedBlock[] {
  return [];
}
