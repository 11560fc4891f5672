import type { Demand } from '@countersign/shared/policy/rules.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { proxy } from 'comlink';
import { useState } from 'react';
import type { OwnAnchor } from '../../trust/anchors.ts';
import { keepLook } from '../../trust/kept-logs.ts';
import { nodeLogs, valueOf } from '../../trust/node-logs/open-node-logs.ts';
import type { NamedBy } from './release-question.ts';

/** How far the reading of the trust log is; null before and after. */
export type ReadingProgress = { readonly done: number; readonly of: number } | null;

/** What is said of a release, and the verdict for these anchors, all of it computed in this browser. */
export function useRelease(named: NamedBy, anchors: readonly OwnAnchor[], demand: Demand) {
  const [progress, setProgress] = useState<ReadingProgress>(null);
  const query = useQuery({
    queryKey: ['release', named, anchors, demand],
    queryFn: async () => {
      const told = proxy((done: number, of: number) => setProgress({ done, of }));
      const answer = await valueOf(nodeLogs().release({ ...named, anchors, demand }, told));
      keepLook(answer.heads);
      return answer;
    },
    placeholderData: keepPreviousData,
    refetchInterval: 300_000,
  });
  return { ...query, progress };
}
