import { useEffect } from 'react';

/** The title in the tab: `socks 2.8.4 · Countersign`. Every page sets one. */
export function useTitle(text: string): void {
  useEffect(() => {
    document.title = text === '' ? 'Countersign' : `${text} · Countersign`;
  }, [text]);
}
