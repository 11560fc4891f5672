import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { fetchBytes } from '../http.ts';

/** A checkpoint with all its cosignatures is far smaller. */
const longestNote = 64 * 1024;
/** Milliseconds: a node that drips bytes cannot hold a gate. */
const longestNoteWait = 60_000;

/** The checkpoint of a log, as text that nobody has checked yet; `wait` in milliseconds. */
export async function fetchNote(url: string, log: string, wait = longestNoteWait): Promise<string> {
  return fromUtf8(await fetchBytes(`${url}/${log}/checkpoint`, longestNote, AbortSignal.timeout(wait)));
}
