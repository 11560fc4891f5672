import { useStore } from 'zustand';
import { showKey, type Action } from '../keys.ts';
import { keyStore } from './key-settings.ts';
import styles from './keys.module.css';

/** The key that does the same as the button it stands in; nothing where there is none. */
export function KeyHint({ action }: { action: Action }) {
  const key = useStore(keyStore, ({ enabled, bindings }) => (enabled ? bindings[action] : null));
  if (key === null) return null;
  return (
    <kbd className={styles.hint} aria-hidden="true">
      {showKey(key)}
    </kbd>
  );
}
