import { CodedError } from '../errors.ts';

/** What an archive may cost before it is refused. */
export interface ArchiveLimits {
  /** Files, links and folders, those that only a path implies too. */
  readonly maxEntries: number;
  /** Bytes of the unpacked archive, its headers included. */
  readonly maxBytes: number;
  /** Unpacked bytes per packed byte; held only above `ratioFloor` unpacked bytes. */
  readonly maxRatio: number;
  readonly ratioFloor: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  maxEntries: 100_000,
  maxBytes: 512 * 1024 * 1024,
  maxRatio: 1000,
  ratioFloor: 8 * 1024 * 1024,
};

/** Throws `archive-too-large` or `archive-ratio`; called before the first byte is inflated. */
export function checkUnpackedSize(unpacked: number, packed: number, limits: ArchiveLimits): void {
  if (withinLimits(unpacked, packed, limits)) return;
  const code = unpacked > limits.maxBytes ? 'archive-too-large' : 'archive-ratio';
  throw new CodedError(code, 'the archive states that it unpacks to more bytes than allowed', {
    unpacked,
    packed,
  });
}

export function withinLimits(unpacked: number, packed: number, limits: ArchiveLimits): boolean {
  return unpacked <= limits.maxBytes && unpacked <= Math.max(limits.ratioFloor, packed * limits.maxRatio);
}
