import type { Level } from '@countersign/shared/statement/levels.ts';

export const thoroughnessScale: Readonly<Record<Level, string>> = {
  none: 'skimmed, seconds a file; never counts for a gate',
  low: 'read once, about 2 minutes a file',
  medium: 'a usual code review, about 15 minutes a file',
  high: 'long and deep, an hour or more a file',
};

export const understandingScale: Readonly<Record<Level, string>> = {
  none: 'I could not tell what it does',
  low: 'I followed some of it',
  medium: 'I followed most of it',
  high: 'I followed all of it, and know what it is part of',
};
