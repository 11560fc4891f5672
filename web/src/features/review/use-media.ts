import { useSyncExternalStore } from 'react';

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const list = matchMedia(query);
      list.addEventListener('change', tell);
      return () => list.removeEventListener('change', tell);
    },
    () => matchMedia(query).matches,
  );
}

/** A phone: one column, the rest in sheets. */
export const narrow = '(max-width: 719px)';
/** Wide enough for the rail beside tree and diff. */
export const wide = '(min-width: 1200px)';
