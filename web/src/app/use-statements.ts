import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Parameters } from './api.ts';
import { loadStatements } from './statements.ts';

/** One page of statements, each checked in this browser. While another page loads, the one before stays. */
export function useStatements(path: string, parameters: Parameters, enabled = true) {
  return useQuery({
    queryKey: ['statements', path, parameters],
    queryFn: ({ signal }) => loadStatements(path, parameters, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
