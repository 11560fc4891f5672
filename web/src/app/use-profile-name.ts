import type { ReviewerAnswer } from '@countersign/shared/api.ts';
import { useQuery } from '@tanstack/react-query';
import { getJson } from './api.ts';
import { ofKind, openItem } from './opened.ts';

/** What a signer calls itself in its newest profile, checked; null when it says nothing. Nobody vouches for a name. */
export function useProfileName(signer: string): string | null {
  const { data } = useQuery({
    queryKey: ['profile-name', signer],
    queryFn: ({ signal }) => profileName(signer, signal),
    staleTime: 10 * 60_000,
  });
  return data ?? null;
}

async function profileName(signer: string, signal: AbortSignal): Promise<string | null> {
  const path = `/api/reviewers/${encodeURIComponent(signer)}`;
  const { about } = await getJson<ReviewerAnswer>(path, { limit: 1 }, signal);
  const profiles = about.filter(({ kind }) => kind === 'profile').map(openItem);
  let newest: { name: string; date: string } | null = null;
  for (const { statement } of ofKind(
    profiles.filter((profile) => profile !== null),
    'profile',
  )) {
    const { name, date } = statement.predicate;
    if (statement.by === signer && (!newest || newest.date < date)) newest = { name, date };
  }
  return newest?.name ?? null;
}
