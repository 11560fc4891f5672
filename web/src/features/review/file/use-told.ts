import { type RefObject, useEffect, useRef } from 'react';

/** How long it is before the reader, in ms: as for lines (diff/use-shown.ts). */
const dwell = 200;

/**
 * Calls `told` once, when what the ref is on was really before the reader: in a tab that is seen, with nothing over it.
 * Not before `ready`: what is still being fetched was told to nobody.
 */
export function useTold(place: RefObject<HTMLElement | null>, ready: boolean, told: () => void): void {
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    if (!ready) return;
    let before = false;
    const timer = setInterval(() => {
      const now = isBeforeReader(place.current);
      if (now && before) {
        clearInterval(timer);
        latest.current();
      }
      before = now;
    }, dwell);
    return () => clearInterval(timer);
  }, [place, ready]);
}

function isBeforeReader(node: HTMLElement | null): boolean {
  if (node === null || document.visibilityState !== 'visible') return false;
  const { left, right, top, bottom } = node.getBoundingClientRect();
  const y = (Math.max(0, top) + Math.min(window.innerHeight, bottom)) / 2;
  return node.contains(document.elementFromPoint((Math.max(0, left) + Math.min(window.innerWidth, right)) / 2, y));
}
