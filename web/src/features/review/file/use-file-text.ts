import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { FileSummary, FileText, LineTokens, ReadableText, SideText } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';

/** The text of a file; from the worker, or of those that were looked at last. */
export function useFileText(file: FileSummary, enabled: boolean): UseQueryResult<FileText> {
  const { texts, reading } = useBench();
  return useQuery({
    queryKey: ['text', ...digests(reading), file.index],
    queryFn: async () => texts.text(file.index),
    enabled,
    gcTime: 0,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** Moved blocks from and to all files, once they are found; null when there are too many changed lines. */
export function useMoves(file: FileSummary): Uint32Array | null {
  const { worker, reading } = useBench();
  const { data } = useQuery({
    queryKey: ['moves', ...digests(reading), file.index],
    queryFn: async () => worker.moves(file.index),
    gcTime: 0,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return data ?? null;
}

/** The guide to a minified file; null where none can be made. */
export function useReadable(file: FileSummary, enabled: boolean): UseQueryResult<ReadableText | null> {
  const { texts, reading } = useBench();
  return useQuery({
    queryKey: ['readable', ...digests(reading), file.index],
    queryFn: async () => texts.readable(file.index),
    enabled,
    gcTime: 0,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** Colours of both sides, null until they are there; no row waits for them. */
export function useTokens(
  file: FileSummary,
  text: { readonly base: SideText | null; readonly target: SideText | null } | null,
  which: 'raw' | 'readable',
): { base: LineTokens | null; target: LineTokens | null } {
  const base = useSideTokens(file, 'base', text?.base ?? null, which);
  const target = useSideTokens(file, 'target', text?.target ?? null, which);
  return { base, target };
}

function useSideTokens(
  file: FileSummary,
  name: 'base' | 'target',
  side: SideText | null,
  which: string,
): LineTokens | null {
  const { highlighter, reading } = useBench();
  const { data } = useQuery({
    queryKey: ['tokens', ...digests(reading), file.index, name, which],
    queryFn: async () => (side === null ? null : highlighter.tokens(file.path, side.bytes)),
    enabled: side !== null,
    gcTime: 0,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return data ?? null;
}

function digests({ target, base }: ReturnType<typeof useBench>['reading']): string[] {
  return [target.digest.sha256, base?.digest.sha256 ?? ''];
}
