import { useEffect, useRef } from 'react';

/** How long it is before the reader, in ms: as for lines (diff/use-shown.ts). */
const dwell = 200;

/**
 * Calls `told` once the file was really before the reader: in a tab that is seen, with nothing over it. Not before `ready`:
 * what is still being fetched was told to nobody.
 */
export function useTold(ready: boolean, told: () => void): void {
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    if (!ready) return;
    let before = false;
    const timer = setInterval(() => {
      const now = isBeforeReader(document.getElementById('file-name')?.closest('section'));
      if (now && before) {
        clearInterval(timer);
        latest.current();
      }
      before = now;
    }, dwell);
    return () => clearInterval(timer);
  }, [ready]);
}

function isBeforeReader(file: Element | null | undefined): boolean {
  if (!file || document.visibilityState !== 'visible') return false;
  const { left, right, top, bottom } = file.getBoundingClientRect();
  const x = (Math.max(0, left) + Math.min(window.innerWidth, right)) / 2;
  const y = (Math.max(0, top) + Math.min(window.innerHeight, bottom)) / 2;
  return file.contains(document.elementFromPoint(x, y));
}
