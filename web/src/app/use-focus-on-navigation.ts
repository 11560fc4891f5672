import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/**
 * After a link to another page the focus goes to its heading, so that a screen reader says where it is and the keyboard
 * goes on from there. What only changes an address's parameters leaves the focus where it was.
 */
export function useFocusOnNavigation(path: string): RefObject<HTMLDivElement | null> {
  const router = useRouter();
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(path);
  useEffect(
    () =>
      router.subscribe('onRendered', ({ toLocation }) => {
        if (shown.current === toLocation.pathname) return;
        shown.current = toLocation.pathname;
        const heading = content.current?.querySelector('h1') ?? content.current;
        heading?.setAttribute('tabindex', '-1');
        heading?.focus({ preventScroll: true });
      }),
    [router],
  );
  return content;
}
