import { useEffect, type RefObject } from 'react';
import { pageStep } from './page-step.ts';

/**
 * Space and the page keys move the file, wherever the focus is that would not take them itself: after a step to another
 * file it is on the file's name, and the browser would scroll the page, which has nothing to scroll.
 */
export function usePageKeys(workbench: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const { target } = event;
      if (target !== document.body && !(target instanceof HTMLHeadingElement)) return;
      const scroller = scrollerOf(workbench.current?.querySelector('[role="grid"]') ?? null);
      if (scroller === null) return;
      const step = pageStep(event, scroller.clientHeight);
      if (step === 0) return;
      event.preventDefault();
      scroller.scrollBy({ top: step });
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [workbench]);
}

/** The lines' nearest ancestor that has more than it shows; null where all is on screen, or the page itself scrolls. */
function scrollerOf(lines: Element | null): Element | null {
  for (let at = lines?.parentElement ?? null; at !== null && at !== document.body; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight + 1 && getComputedStyle(at).overflowY === 'auto') return at;
  }
  return null;
}
