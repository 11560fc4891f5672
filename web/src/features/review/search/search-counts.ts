import { errorWords } from '../../../ui/error-words.ts';
import { grouped, numbered } from '../../../ui/counts.ts';
import type { SearchState } from '../view-store.ts';

/** `14 in 3 files`; `3 of 14 in 3 files` when one of them is looked at. */
export function searchCounts({ text, result, active, error }: SearchState): string {
  if (error !== null) return errorWords(error).sentence;
  if (text === '') return '';
  if (!result) return 'Searching…';
  const { count, files, hits } = result;
  if (count === 0) return 'Nothing found.';
  const at = active === null ? '' : `${active + 1} of `;
  const beyond = count > hits.length ? `; the first ${grouped(hits.length)} are listed` : '';
  return `${at}${grouped(count)} in ${numbered(files, 'file')}${beyond}`;
}
