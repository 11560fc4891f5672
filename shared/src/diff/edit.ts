/**
 * A run of whole lines, by index from 0, ends exclusive. What is `same` has both ranges, equally long; what is
 * `removed` has an empty target range and what is `added` an empty base range, where it would stand.
 */
export interface Edit {
  readonly kind: 'same' | 'removed' | 'added';
  readonly baseStart: number;
  readonly baseEnd: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  /** The run lies in a gap that was too hard: lines in it may in truth be unchanged. */
  readonly hard: boolean;
}
