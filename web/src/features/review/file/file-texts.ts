import type { Remote } from 'comlink';
import type { FileText, ReadableText, ReadingWorker } from '../../../worker/reading.ts';

/** Texts of the files that were looked at last, so that going back and forth does not fetch them again. */
export interface FileTexts {
  text(index: number): Promise<FileText>;
  readable(index: number): Promise<ReadableText | null>;
}

/** How many are kept: the largest are megabytes. */
const most = 4;

export function keepTexts(worker: Remote<ReadingWorker>): FileTexts {
  const texts = new Map<number, Promise<FileText>>();
  const readables = new Map<number, Promise<ReadableText | null>>();
  return {
    text: async (index) => kept(texts, index, async () => worker.text(index)),
    readable: async (index) => kept(readables, index, async () => worker.readable(index)),
  };
}

async function kept<T>(all: Map<number, Promise<T>>, index: number, ask: () => Promise<T>): Promise<T> {
  const known = all.get(index);
  const promise = known ?? ask();
  all.delete(index);
  all.set(index, promise);
  // A failure is not kept: whoever tries again asks again.
  promise.catch(() => all.delete(index));
  const oldest = all.keys().next();
  if (all.size > most && !oldest.done) all.delete(oldest.value);
  return promise;
}
