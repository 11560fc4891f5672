import { isCoded } from '@countersign/shared/errors.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { expose } from 'comlink';
import type { NodeLogs, Outcome } from './node-logs.ts';
import { httpSource } from './node-source.ts';
import { find, readEntries, readEntry, readNote, readStatement } from './read-entries.ts';
import { readRelease } from './read-release.ts';
import { Session } from './session.ts';

const now = () => Math.floor(Date.now() / 1000);

/** One for as long as the page is open: a later look takes only what is new. */
let session = new Session(httpSource, { reviews: null, trust: null });

const nodeLogs: NodeLogs = {
  async begin(kept) {
    session = new Session(httpSource, kept);
  },
  heads: () => answered(() => session.heads()),
  release: (question, progress) => answered(() => readRelease(session, question, throttled(progress), now)),
  entries: (log, from, to) => answered(async () => readEntries(await openLog(log), from, to)),
  entry: (log, index) => answered(async () => readEntry(await openLog(log), index)),
  statement: (id) => answered(async () => readStatement(httpSource, await session.open(), id)),
  find: (question) => answered(() => find(httpSource, question)),
  note: (sha256) => answered(() => readNote(httpSource, sha256)),
};

async function openLog(log: LogName) {
  const opened = (await session.open())[log];
  if (opened.head === null) await opened.refresh();
  return opened;
}

async function answered<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

/** A message for every bundle would keep the page busy with drawing. */
function throttled(progress: (done: number, of: number) => void): (done: number, of: number) => void {
  let last = 0;
  return (done, of) => {
    const time = performance.now();
    if (done < of && time - last < 100) return;
    last = time;
    progress(done, of);
  };
}

expose(nodeLogs);
