import { StatementPage, type StatementItem } from '@countersign/shared/api.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { tileWidth } from '@countersign/shared/log/tile.ts';
import { openEntry, type Opened } from '@countersign/shared/statement/open.ts';
import { existedBy } from '@countersign/shared/trust/log-time.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';
import { belongs, checkNote, type CheckedNote } from '@countersign/shared/trust/replay.ts';
import type { NodeLog } from './node-log.ts';
import { getJson, type NodeSource } from './node-source.ts';

const pageLength = 100;
const mostPages = 3;
/** A log appends its own checkpoint before it grows, and grows by at most a bundle at a time. */
const bundlesAhead = 3;

export type AskedStatements =
  | { readonly purl: string }
  | { readonly package: string }
  | { readonly sha256: string }
  | { readonly sha512: string };

export interface FoundStatement {
  readonly statement: Opened;
  readonly item: StatementItem;
}

/** Something that the node served and that does not hold; it is not shown as said by anybody. */
export interface Refused {
  /** What the node claims it to be. */
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

export interface Found {
  readonly found: readonly FoundStatement[];
  readonly refused: readonly Refused[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** What the node says is there about something: every entry opened, its signature checked; none is proved yet. */
export async function findStatements(source: NodeSource, asked: AskedStatements): Promise<Found> {
  const items: StatementItem[] = [];
  let before: string | null = null;
  let page = 0;
  do {
    const query = new URLSearchParams({ ...asked, limit: String(pageLength), ...(before ? { before } : {}) });
    const answer: StatementPage = await getJson(source, `/api/releases?${query}`, StatementPage);
    items.push(...answer.statements);
    before = answer.next;
    page++;
  } while (before !== null && page < mostPages);
  return { ...openItems(items), more: before !== null };
}

export function openItems(items: readonly StatementItem[]): Omit<Found, 'more'> {
  const found: FoundStatement[] = [];
  const refused: Refused[] = [];
  for (const item of items) {
    try {
      const statement = openEntry(toUtf8(item.entry));
      if (statement.id !== item.id || !belongs(statement, item.log)) {
        throw new CodedError('log-inconsistent', 'the node serves another statement under this id');
      }
      found.push({ statement, item });
    } catch (error) {
      if (!isCoded(error)) throw error;
      refused.push({ id: item.id, code: error.code, message: error.message });
    }
  }
  return { found, refused };
}

/** A review that is in the log, with its entry to the byte. */
export interface ProvedReview {
  readonly logged: Logged<'review'>;
  readonly entry: Uint8Array;
}

/** The reviews among what was found, each proved to be in the log that the head is of. `now` in seconds. */
export async function proveReviews(
  log: NodeLog,
  found: readonly FoundStatement[],
  now: number,
): Promise<{ proved: ProvedReview[]; refused: Refused[] }> {
  const proved: ProvedReview[] = [];
  const refused: Refused[] = [];
  for (const { statement, item } of found) {
    if (statement.kind !== 'review') continue;
    try {
      const entry = toUtf8(item.entry);
      if (item.index >= (log.head?.size ?? 0)) await log.refresh();
      const { checkpoint } = await log.prove(item.index, entry);
      const places = [{ node: 'this node', log: 'reviews' as const, index: item.index }];
      proved.push({ logged: { statement, time: existedBy(checkpoint, 1, now), places }, entry });
    } catch (error) {
      if (!isCoded(error)) throw error;
      refused.push({ id: item.id, code: error.code, message: error.message });
    }
  }
  return { proved, refused };
}

/**
 * A review with the time of the first of the log's own checkpoints that follows and covers it, where that is earlier.
 * It matters where a key was rotated or lost: what was logged before stays.
 */
export async function timeReview(log: NodeLog, review: ProvedReview, now: number): Promise<ProvedReview> {
  const index = review.logged.places[0]?.index ?? 0;
  const size = log.head?.size ?? 0;
  const first = Math.floor(index / tileWidth);
  for (let bundle = first; bundle < first + bundlesAhead && bundle * tileWidth < size; bundle++) {
    const entries = await log.tiles.bundle(bundle, size);
    for (const [i, entry] of entries.entries()) {
      if (bundle * tileWidth + i <= index) continue;
      const note = noteIn(log, entry);
      if (note === null || note.size <= index) continue;
      const time = existedBy(note, 1, now);
      if (time === null || (review.logged.time !== null && time >= review.logged.time)) return review;
      const held = await covers(log, review, note);
      return held ? { ...review, logged: { ...review.logged, time } } : review;
    }
  }
  return review;
}

/** Whether the review is in the very tree that the log signed then, at the same place. */
async function covers(log: NodeLog, { logged, entry }: ProvedReview, note: CheckedNote): Promise<boolean> {
  try {
    await log.prove(logged.places[0]?.index ?? 0, entry, note);
    return true;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return false;
  }
}

/** The log's earlier checkpoint in one of its entries; null in any other entry. */
function noteIn(log: NodeLog, entry: Uint8Array): CheckedNote | null {
  try {
    const statement = openEntry(entry);
    return statement.kind === 'checkpoint' ? checkNote(statement.predicate.note, log.known) : null;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}
