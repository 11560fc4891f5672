import type { FoundConcern } from '../../worker/concerns/found-concern.ts';
import { readingOrder } from '../../worker/reading-order.ts';
import { concerns, type FileCount, type FileSummary } from '../../worker/reading.ts';
import { findingsOf, type Finding } from './walk.ts';

/** The files of a reading, with the concerns that are known by now. */
export interface KnownFiles {
  /** By index. */
  readonly all: readonly FileSummary[];
  /** As they are read one after the other. */
  readonly order: readonly FileSummary[];
  readonly findings: readonly Finding[];
}

export function knownFiles(all: readonly FileSummary[]): KnownFiles {
  return { all, order: readingOrder(all), findings: findingsOf(all) };
}

/** Takes in the concerns that came with the counts; the same object when there is none that was not known. */
export function withLate(known: KnownFiles, counts: ReadonlyMap<number, FileCount>): KnownFiles {
  let learned = false;
  const all = known.all.map((file) => {
    const late = counts.get(file.index)?.concerns?.filter((one) => !isKnown(file, one)) ?? [];
    if (late.length === 0) return file;
    learned = true;
    return { ...file, concerns: [...file.concerns, ...late].sort((a, b) => rank(a) - rank(b)) };
  });
  return learned ? knownFiles(all) : known;
}

function isKnown(file: FileSummary, { concern, text }: FoundConcern): boolean {
  return file.concerns.some((known) => known.concern === concern && known.text === text);
}

function rank({ concern }: FoundConcern): number {
  return concerns.indexOf(concern);
}
