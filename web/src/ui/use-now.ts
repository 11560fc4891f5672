import { useSyncExternalStore } from 'react';

const minute = 60_000;

/** The present, in milliseconds, to the minute: what shows an age is drawn again as it changes. */
export function useNow(): number {
  return useSyncExternalStore(everyMinute, thisMinute);
}

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, minute / 4);
  return () => clearInterval(timer);
}

function thisMinute(): number {
  return Math.floor(Date.now() / minute) * minute;
}
