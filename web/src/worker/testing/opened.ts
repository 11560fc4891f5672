import type { FileCount, FileSummary, Reading } from '../reading.ts';
import { ReadingSession } from '../reading-session.ts';
import { ArtifactServer, type Files } from './served.ts';

export interface Opened {
  readonly session: ReadingSession;
  readonly reading: Reading;
  /** When all of them are there, by index. */
  readonly counts: Promise<ReadonlyMap<number, FileCount>>;
  /** Indices in the order in which they were counted. */
  readonly countedOrder: number[];
  file(path: string): FileSummary;
}

/** A reading of the change between two packages, or of all of one; every file is a member of `package/`. */
export async function openPackages(base: Files | null, target: Files): Promise<Opened> {
  const server = new ArtifactServer();
  const session = new ReadingSession(server.fetching);
  const counts = new Map<number, FileCount>();
  const countedOrder: number[] = [];
  const all = Promise.withResolvers<ReadonlyMap<number, FileCount>>();
  const reading = await session.open(
    {
      target: server.publish('2.0.0', target),
      base: base && server.publish('1.0.0', base),
      headers: {},
    },
    () => undefined,
    (batch) => {
      for (const count of batch) {
        counts.set(count.index, count);
        countedOrder.push(count.index);
      }
      if (counts.size === reading.files.length) all.resolve(counts);
    },
  );
  const { files } = reading;
  if (files.length === 0) all.resolve(counts);
  else await session.text(0);
  return {
    session,
    reading,
    counts: all.promise,
    countedOrder,
    file(path) {
      const found = files.find((file) => file.path === path);
      if (!found) throw new Error(`the reading has no ${path}`);
      return found;
    },
  };
}
