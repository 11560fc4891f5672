import { useEffect } from 'react';
import { visibleString } from './visible.ts';

/** UTF-16 units: what an address says may be of any length. */
const longest = 200;

/** The title in the tab: `socks 2.8.4 · Countersign`. Every page sets one. */
export function useTitle(text: string): void {
  useEffect(() => {
    document.title = text === '' ? 'Countersign' : `${visibleString(text.slice(0, longest))} · Countersign`;
  }, [text]);
}
