import { useNow } from '../ui/use-now.ts';
import { ageInWords, grouped, counted } from '../ui/counts.ts';
import styles from './shell.module.css';
import { useCheckpoint } from './use-checkpoint.ts';

/** How current this node is: `checkpoint 18,204 · 2 min ago · 1 witness`. */
export function CheckpointAge() {
  const { data, isError, isPending } = useCheckpoint();
  const now = useNow();
  if (isPending) return <span className={styles.checkpoint} />;
  if (isError) return <span className={styles.checkpoint}>no checkpoint that verifies</span>;
  const age = data.time === null ? 'never seen' : ageInWords(data.time, now / 1000);
  const witnesses = counted(data.witnesses, 'witness', 'witnesses');
  return (
    <span className={styles.checkpoint} title="The trust log's size, and when a witness last saw it">
      <span>checkpoint {grouped(data.size)}</span> · <span>{age}</span> · <span>{witnesses}</span>
    </span>
  );
}
