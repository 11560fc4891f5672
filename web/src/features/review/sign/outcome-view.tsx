import { useEffect, useRef } from 'react';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import { Shape } from '../../../ui/shape.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import type { SignedOutcome } from '../view-store.ts';
import styles from './sign.module.css';

/** What became of a signed statement at each node. */
export function OutcomeView({ outcome }: { outcome: SignedOutcome }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { id, code, nodes } = outcome;
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {code === 0 ? 'Signed, and in the log.' : 'Signed, but not enough nodes hold it.'}
      </h2>
      <p>
        <DigestChip value={id} label="statement" />
      </p>
      <ul className={styles.nodes}>
        {nodes.map(({ node, ok, message }) => (
          <li key={node}>
            <Shape name={ok ? 'check' : 'cross'} />{' '}
            <span>
              <VisibleText text={node} />: <VisibleText text={message} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        {code === 0
          ? 'You can close this page; the terminal has said goodbye.'
          : 'The terminal says what to do so that it is not lost.'}
      </p>
    </>
  );
}
