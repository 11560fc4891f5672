import { useEffect, useRef, type RefObject } from 'react';

/** When another file takes the place of the one that had the focus, its name has it; else the focus stays where it is. */
export function useFocusIfLost(index: number): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(index);
  useEffect(() => {
    if (before.current === index) return;
    before.current = index;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) heading.current?.focus();
  }, [index]);
  return heading;
}
