import type { LogName } from '@countersign/shared/log/log-name.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { keepLook } from '../../trust/kept-logs.ts';
import type { FindAnswer, FindQuestion } from '../../trust/node-logs/node-logs.ts';
import { nodeLogs, valueOf } from '../../trust/node-logs/open-node-logs.ts';
import type { Sought } from './search-text.ts';

/** Both logs' checkpoints, checked, and held against what this browser saw before. */
export function useHeads() {
  return useQuery({
    queryKey: ['log-heads'],
    queryFn: async () => {
      const heads = await valueOf(nodeLogs().heads());
      keepLook(heads);
      return heads;
    },
    refetchInterval: 120_000,
  });
}

export function useEntries(log: LogName, from: number, to: number) {
  return useQuery({
    queryKey: ['log-entries', log, from, to],
    queryFn: () => valueOf(nodeLogs().entries(log, from, to)),
    placeholderData: keepPreviousData,
  });
}

export function useEntry(log: LogName, index: number) {
  return useQuery({
    queryKey: ['log-entry', log, index],
    queryFn: () => valueOf(nodeLogs().entry(log, index)),
  });
}

export function useSought(sought: Exclude<Sought, { kind: 'index' }>) {
  return useQuery({ queryKey: ['log-search', sought], queryFn: () => seek(sought) });
}

async function seek(sought: Exclude<Sought, { kind: 'index' }>): Promise<FindAnswer> {
  if (sought.kind !== 'hex') return find(questionOf(sought));
  const asArtifact = await find({ kind: 'sha256', digest: sought.hex });
  try {
    const asStatement = await find({ kind: 'statement', id: sought.hex });
    return { ...asArtifact, found: [...asStatement.found, ...asArtifact.found] };
  } catch (error) {
    if ((error as { code?: string }).code === 'statement-not-found') return asArtifact;
    throw error;
  }
}

function find(question: FindQuestion): Promise<FindAnswer> {
  return valueOf(nodeLogs().find(question));
}

function questionOf(sought: Exclude<Sought, { kind: 'index' | 'hex' }>): FindQuestion {
  return sought.kind === 'sha512' ? { kind: 'sha512', digest: sought.hex } : sought;
}
