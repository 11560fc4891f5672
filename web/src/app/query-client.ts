import { QueryClient } from '@tanstack/react-query';

/**
 * Errors are shown, not repeated in silence: a node that lies does not tell the truth the second time. Offline, a request
 * fails and says so instead of waiting; and a node on this very machine answers all the same.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
