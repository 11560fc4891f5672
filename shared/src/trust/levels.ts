import type { Level } from '../statement/fragments.ts';

/** Thoroughness and understanding, least first. */
export const levels: readonly Level[] = ['none', 'low', 'medium', 'high'];
