import { createStore } from 'zustand/vanilla';
import { defaultKeys, parseKeys, type KeySettings } from '../keys.ts';

const storageKey = 'countersign.review.keys';

/** The keys as this browser keeps them. */
export const keyStore = createStore<KeySettings>(() => read());

export function keepKeys(settings: KeySettings): void {
  keyStore.setState(settings, true);
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // They hold until the page goes.
  }
}

function read(): KeySettings {
  try {
    return parseKeys(localStorage.getItem(storageKey));
  } catch {
    return defaultKeys;
  }
}
