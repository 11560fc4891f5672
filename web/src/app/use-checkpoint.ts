import type { KeysAnswer } from '@countersign/shared/api.ts';
import { useQuery } from '@tanstack/react-query';
import { getJson, getText } from './api.ts';
import { readCheckpoint } from './checkpoint.ts';

/** The trust log's newest checkpoint, asked for every minute: whoever hides a flag has to stop this clock. */
export function useCheckpoint() {
  return useQuery({
    queryKey: ['checkpoint', 'trust'],
    queryFn: async ({ signal }) => {
      const [note, keys] = await Promise.all([
        getText('/trust/checkpoint', {}, signal),
        getJson<KeysAnswer>('/keys', {}, signal),
      ]);
      return readCheckpoint(note, 'trust', keys);
    },
    refetchInterval: 60_000,
  });
}
