import type { Level } from './levels.ts';

/** What a reviewer chooses a level of thoroughness by. */
export const thoroughnessScale: Readonly<Record<Level, string>> = {
  none: 'skimmed, seconds a file; never counts for a gate',
  low: 'read once, about 2 minutes a file',
  medium: 'a usual code review, about 15 minutes a file',
  high: 'long and deep, an hour or more a file',
};

/** The same in numbers, so that a page can hold it against the time that was spent. */
export const minutesAFile: Readonly<Record<Level, number>> = { none: 0, low: 2, medium: 15, high: 60 };

export const understandingScale: Readonly<Record<Level, string>> = {
  none: 'I could not tell what it does',
  low: 'I followed some of it',
  medium: 'I followed most of it',
  high: 'I followed all of it, and know what it is part of',
};

/** In the order in which they are offered. `none` last: nobody should choose by mistake what never counts. */
export const offeredLevels = ['low', 'medium', 'high', 'none'] as const satisfies readonly Level[];
