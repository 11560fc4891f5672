import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { actions, actionTexts, bind, defaultKeys, keyOf, showKey, type Action } from '../keys.ts';
import { keepKeys, keyStore } from './key-settings.ts';
import styles from './keys.module.css';

/** The keyboard map: to look at, to change, to switch off. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const settings = useStore(keyStore);
  const [changing, change] = useState<Action | null>(null);
  const [refusal, refuse] = useState('');

  const press = (action: Action, event: React.KeyboardEvent): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Shift') return;
    if (event.key === 'Escape') return change(null);
    const removes = event.key === 'Backspace' || event.key === 'Delete';
    const key = removes ? null : keyOf(event);
    if (!removes && key === null) return refuse('Choose a letter, a digit or a sign, with or without Shift.');
    const bound = bind(settings, action, key);
    if ('takenBy' in bound) return refuse(`${showKey(key ?? '')} is taken: ${actionTexts[bound.takenBy]}.`);
    refuse('');
    keepKeys(bound.settings);
    change(null);
  };

  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <p className={styles.lead}>
        They work wherever you are not typing. Signing has none. Choose a key to change it; Backspace takes it
        away.
      </p>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={settings.enabled}
          onChange={(event) => keepKeys({ ...settings, enabled: event.target.checked })}
        />{' '}
        Use these keys
      </label>
      <p className={styles.refusal} role="alert">
        {refusal}
      </p>
      <ul className={styles.map}>
        {actions.map((action) => {
          const key = settings.bindings[action];
          return (
            <li key={action}>
              <span id={`key-${action}`}>{actionTexts[action]}</span>
              <button
                type="button"
                aria-describedby={`key-${action}`}
                onClick={() => {
                  refuse('');
                  change(action);
                }}
                onKeyDown={changing === action ? (event) => press(action, event) : undefined}
                onBlur={() => change(null)}
              >
                {changing === action ? 'press a key' : key === null ? 'none' : showKey(key)}
              </button>
            </li>
          );
        })}
      </ul>
      <Button onClick={() => keepKeys(defaultKeys)}>Back to the usual keys</Button>
    </Dialog>
  );
}
