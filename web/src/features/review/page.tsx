import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { ChooseBase } from './choose-base.tsx';
import { NoSessionPage } from './no-session-page.tsx';
import { ReadingPage } from './reading-page.tsx';
import { RefusedPage } from './refused-page.tsx';
import { openHosted, releaseOf } from './session/hosted.ts';
import { NoSession, openWorkbench } from './session/workbench.ts';

/**
 * The workbench. Without a `purl` in the address it is the one that `countersign review` opened; with one it is a node's
 * page, which reads and drafts but signs nothing.
 */
export function ReviewPage() {
  const { purl, base } = useSearch({ from: '/review' });
  const named = readRelease(purl);
  const asksForBase = named.purl !== null && base === undefined;
  const occasion = useQuery({
    queryKey: ['occasion', purl ?? null, base ?? null],
    queryFn: async ({ signal }) =>
      named.purl === null ? openWorkbench() : openHosted(named.purl, base ?? '', signal),
    enabled: named.error === null && !asksForBase,
    staleTime: Infinity,
    gcTime: 0,
  });
  useTitle('Review');

  if (named.error !== null) {
    return <RefusedPage title="That is no release" error={named.error} retry={() => location.reload()} />;
  }
  if (asksForBase) return <ChooseBase purl={named.purl ?? ''} />;
  if (occasion.error instanceof NoSession) return <NoSessionPage reason={occasion.error.reason} />;
  if (occasion.isError) {
    const title =
      named.purl === null ? 'The workbench cannot be opened' : `Review ${showRelease(parsePurl(named.purl))}`;
    return <RefusedPage title={title} error={occasion.error} retry={() => void occasion.refetch()} />;
  }
  if (occasion.isPending) {
    return (
      <main>
        <h1>Review</h1>
        <Loading what="what there is to read" />
      </main>
    );
  }
  return <ReadingPage key={occasion.dataUpdatedAt} occasion={occasion.data} />;
}

function readRelease(text: string | undefined): { purl: string | null; error: unknown } {
  if (text === undefined) return { purl: null, error: null };
  try {
    return { purl: releaseOf(text), error: null };
  } catch (error) {
    return { purl: null, error };
  }
}
