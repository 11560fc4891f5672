import { isCoded, type CodedError } from '@countersign/shared/errors.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import { pinnedLog } from './pinned-logs.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Cache } from './cached-log.ts';
import { syncLog } from './sync-log.ts';

/** What a look at one log of one pinned node came to. */
export interface SyncOutcome {
  readonly node: string;
  readonly log: LogName;
  readonly grown: number;
  readonly size: number | null;
  readonly error: CodedError | null;
}

/** Tries every pinned node; one that fails takes nothing from the others. */
export async function syncAll(
  cache: Cache,
  policy: Policy,
  progress: (node: string, done: number, of: number) => void = () => {},
): Promise<SyncOutcome[]> {
  const looks = policy.logs.nodes.flatMap((node) =>
    (['trust', 'reviews'] as const).map(async (log): Promise<SyncOutcome> => {
      try {
        const news = await syncLog(cache, {
          log: pinnedLog(node, log, policy.logs),
          url: node.url,
          progress: (done, of) => progress(node.name, done, of),
        });
        return { node: node.name, log, grown: news.grown, size: news.state.size, error: null };
      } catch (error) {
        if (!isCoded(error)) throw error;
        return { node: node.name, log, grown: 0, size: null, error };
      }
    }),
  );
  return Promise.all(looks);
}
