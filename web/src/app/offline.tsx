import { useSyncExternalStore } from 'react';
import styles from './shell.module.css';

/** Says that the browser has no connection. What was loaded before stays, and may be old. */
export function Offline() {
  const online = useSyncExternalStore(whenChanged, () => navigator.onLine);
  return (
    <output className={online ? 'only-heard' : styles.offline}>
      {online ? '' : 'You are offline. What is shown here may be old; new flags will not appear.'}
    </output>
  );
}

function whenChanged(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
