import { isRecord } from '@countersign/shared/bytes/json.ts';
import type { Heads, KeptLog, KeptLogs, LogLook } from './node-logs/node-logs.ts';

/** The newest checkpoint of both logs that this browser accepted, so that the next visit goes on from there. */

const place = 'countersign.logs';
const longestVkey = 1024;
const longestNote = 65_536;

/** What was kept; anything that this version would not write is nothing. The worker checks the signatures. */
export function readKept(text: string | null): KeptLogs {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (isRecord(value) && value.version === 1) {
      return { reviews: readLog(value.reviews), trust: readLog(value.trust) };
    }
  } catch {
    // Not what this page wrote.
  }
  return { reviews: null, trust: null };
}

function readLog(value: unknown): KeptLog | null {
  if (!isRecord(value)) return null;
  const { vkey, note, other } = value;
  const isNote = (text: unknown) => typeof text === 'string' && text.length <= longestNote;
  if (typeof vkey !== 'string' || vkey.length > longestVkey || !isNote(note)) return null;
  if (other !== null && !isNote(other)) return null;
  return { vkey, note: note as string, other: other as string | null };
}

/** What is to be kept after a look: a log that went on, or both sides of a contradiction; else what was there. */
export function nextKept(kept: KeptLogs, heads: Pick<Heads, 'reviews' | 'trust'>): KeptLogs {
  return { reviews: nextLog(kept.reviews, heads.reviews), trust: nextLog(kept.trust, heads.trust) };
}

function nextLog(kept: KeptLog | null, { memory, head, vkey }: LogLook): KeptLog | null {
  const { state, shown } = memory;
  if (state === 'contradicts') return kept && shown ? { ...kept, other: kept.other ?? shown.note } : kept;
  if (head === null || state === 'other-key' || state === 'smaller') return kept;
  return { vkey, note: head.note, other: null };
}

export function loadKept(): KeptLogs {
  try {
    return readKept(localStorage.getItem(place));
  } catch {
    return readKept(null);
  }
}

export function keepLook(heads: Pick<Heads, 'reviews' | 'trust'>): void {
  write(nextKept(loadKept(), heads));
}

/** Begins anew with one log, after its visitor has understood why it differs. */
export function forgetLog(log: keyof KeptLogs): void {
  write({ ...loadKept(), [log]: null });
}

function write(kept: KeptLogs): void {
  try {
    localStorage.setItem(place, JSON.stringify({ version: 1, ...kept }));
  } catch {
    // A browser that keeps nothing sees every log for the first time.
  }
}
