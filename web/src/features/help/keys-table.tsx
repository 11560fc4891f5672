import { workbenchKeys } from './keys.ts';
import styles from './page.module.css';

export function Keys() {
  return (
    <>
      <h2 id="keys">Keys</h2>
      <p>
        All of the workbench works from the keyboard. Every key can be changed or switched off there, with{' '}
        <kbd>?</kbd>. Signing has no key.
      </p>
      <dl className={styles.terms}>
        {workbenchKeys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
