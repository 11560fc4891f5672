import type { StatementPage } from '@countersign/shared/api.ts';
import { getJson } from '../../app/api.ts';
import { ofKind } from '../../app/opened.ts';
import { openItems } from '../../app/statements.ts';
import { isTakenBack, type OpenedFlag } from './group.ts';
import { lockfileTooLarge, longestLockfile, readLockfile } from './lockfile.ts';
import { LockedReleases, type FlaggedRelease } from './match-lockfile.ts';

export interface LockfileAnswer {
  readonly file: string;
  readonly releases: number;
  readonly flagged: readonly FlaggedRelease[];
  /** Flags that were read. */
  readonly flags: number;
  /** Entries that do not verify and may be about one of the releases. */
  readonly refused: number;
  /** All that the node serves, or no more than were read. */
  readonly all: boolean;
}

const mostPages = 200;

/** The file is read here, and every flag is fetched: the node does not learn which releases were looked for. */
export async function checkLockfile(file: File, signal: AbortSignal): Promise<LockfileAnswer> {
  if (file.size > longestLockfile) throw lockfileTooLarge();
  const locked = new LockedReleases(readLockfile(await file.text()));
  const standing: OpenedFlag[] = [];
  let before: string | null = null;
  let [flags, refused] = [0, 0];
  for (let page = 0; page < mostPages; page++) {
    const answer: StatementPage = await getJson<StatementPage>('/api/flags', { before }, signal);
    const concerned = answer.statements.filter(({ entry }) => locked.mayConcern(entry));
    const opened = await openItems(concerned, signal);
    standing.push(
      ...ofKind(
        opened.filter((one) => one !== null),
        'flag',
      ).filter((flag) => !isTakenBack(flag)),
    );
    flags += answer.statements.length;
    refused += opened.filter((one) => one === null).length;
    before = answer.next;
    if (before === null) break;
  }
  const flagged = locked.flagged(standing);
  return { file: file.name, releases: locked.count, flagged, flags, refused, all: before === null };
}
