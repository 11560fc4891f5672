import type { LogHead, LogLook } from '../../trust/node-logs/node-logs.ts';
import { ageInWords, counted, grouped } from '../../ui/counts.ts';
import { DigestChip } from '../../ui/digest-chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './page.module.css';

interface Props {
  readonly look: LogLook;
  readonly head: LogHead;
  readonly witness: string;
}

const since = {
  first: 'This browser sees this log for the first time; from now on it must go on from here.',
  same: 'The same as this browser saw last.',
  grown: 'It goes on from what this browser saw last: checked.',
  smaller: '',
  'other-key': '',
  contradicts: '',
} as const;

/** The newest checkpoint of a log: size, root, who confirmed it and when, and the keys to pin. */
export function CheckpointBlock({ look, head, witness }: Props) {
  const now = Math.floor(useNow() / 1000);
  return (
    <section aria-label="Checkpoint">
      <p className={styles.size}>
        <b>{grouped(head.size)}</b> {head.size === 1 ? 'entry' : 'entries'}
      </p>
      {head.cosigned.length === 0 ? (
        <p className={styles.stale}>No witness that this node names has cosigned it.</p>
      ) : (
        <ul className={styles.cosigned}>
          {head.cosigned.map(({ name, time }) => (
            <li key={name}>
              <span className={now - time > 86_400 ? styles.stale : undefined}>
                Cosigned {ageInWords(time, now)} by this node’s own witness; the signature verifies.
              </span>
            </li>
          ))}
        </ul>
      )}
      {head.unknownSignatures === 0 ? null : (
        <p>
          {counted(head.unknownSignatures, 'more signature', 'more signatures')} by keys that this node does
          not name; not checked.
        </p>
      )}
      <p className={styles.quiet}>{since[look.memory.state]}</p>
      <p>
        <DigestChip value={head.root} label="root" />
      </p>
      <details className={styles.more}>
        <summary>Keys to pin, and the signed note</summary>
        <p>
          These are the keys as this node shows them. Compare them with what its operator published elsewhere
          before you pin them: <code>countersign init</code> does that with you.
        </p>
        <dl className={styles.keys}>
          <dt>{look.log} log</dt>
          <dd>
            <code>
              <VisibleText text={head.vkey} />
            </code>
          </dd>
          <dt>witness</dt>
          <dd>
            <code>
              <VisibleText text={witness} />
            </code>
          </dd>
        </dl>
        <pre className={styles.note}>
          <VisibleText text={head.note} />
        </pre>
      </details>
    </section>
  );
}
