import { kthLargestTime, kthSmallestTime } from '../log/cosignature.ts';
import type { LogTime } from './logged.ts';

/** A checkpoint of one log: its size, and the timestamps of the pinned witnesses that cosigned it, in seconds. */
export interface CosignedSize {
  readonly size: number;
  readonly times: readonly number[];
}

/** A witness's clock may be this far ahead of ours, in seconds; a stamp beyond is ignored. */
const clockTolerance = 300;

function believable(times: readonly number[], now: number): number[] {
  return times.filter((time) => time <= now + clockTolerance);
}

/** The k-th smallest believable timestamp: a statement below this checkpoint existed by then, whoever lies but k−1. */
export function existedBy(checkpoint: CosignedSize, quorum: number, now: number): LogTime {
  return kthSmallestTime(believable(checkpoint.times, now), quorum);
}

/** The k-th largest believable timestamp: the log was seen in this state at that time, whoever lies but k−1. */
export function seenAt(checkpoint: CosignedSize, quorum: number, now: number): LogTime {
  return kthLargestTime(believable(checkpoint.times, now), quorum);
}

/**
 * Log time of every index below `size` of one log: the earliest over the known checkpoints that cover it
 * (docs/protocol.md, "Time"). Returns a function, since a gate asks for thousands.
 */
export function logTimes(
  checkpoints: readonly CosignedSize[],
  quorum: number,
  now: number,
): (index: number) => LogTime {
  const covering = checkpoints
    .map(({ size, times }) => ({ size, time: existedBy({ size, times }, quorum, now) }))
    .filter((checkpoint): checkpoint is { size: number; time: number } => checkpoint.time !== null)
    .sort((a, b) => a.size - b.size);
  // A later checkpoint may carry an earlier stamp when witnesses' clocks differ: the earliest from here on counts.
  for (let i = covering.length - 2; i >= 0; i--) {
    const here = covering[i] as { time: number };
    here.time = Math.min(here.time, (covering[i + 1] as { time: number }).time);
  }
  return (index) => {
    let low = 0;
    let high = covering.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((covering[middle] as { size: number }).size > index) high = middle;
      else low = middle + 1;
    }
    return covering[low]?.time ?? null;
  };
}
