import { QueryClient } from '@tanstack/react-query';

/** Errors are shown, not repeated in silence: a node that lies does not tell the truth the second time. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: false } },
});
