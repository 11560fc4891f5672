import { Button } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { forgetLog } from './kept-logs.ts';
import type { LogLook } from './node-logs/node-logs.ts';
import { saveText } from './save-text.ts';
import styles from './log-warnings.module.css';

const words = {
  smaller:
    'is smaller than what this browser saw before. A log only ever grows: the node lost entries, or shows an old state. What this browser saw before stands.',
  'other-key':
    'has another key than on your last visit, so it is another log. Unless whoever runs this node told you so elsewhere, do not believe what it shows.',
  contradicts:
    'contradicts what this browser saw before: it is not one history. Nothing in it counts. Save both checkpoints; they are signed, and show others what happened.',
} as const;

/** Says loudly when a log is not what this browser saw before, and hands the evidence over. */
export function LogWarning({ look }: { look: LogLook }) {
  const { state, seen, shown } = look.memory;
  if (state !== 'smaller' && state !== 'other-key' && state !== 'contradicts') return null;
  const forget = () => {
    forgetLog(look.log);
    location.reload();
  };
  return (
    <div className={styles.warning} role="alert">
      <p>
        <b>This node’s {look.log} log</b> {words[state]}
      </p>
      {look.problem === null ? null : (
        <p className={styles.detail}>
          <VisibleText text={look.problem.message} /> <code>{look.problem.code}</code>
        </p>
      )}
      <p className={styles.actions}>
        <Button onClick={() => saveText(`countersign-${look.log}-evidence.txt`, evidenceOf(look))}>
          Save both checkpoints
        </Button>
        <Button kind="quiet" onClick={forget}>
          Forget what I saw, and begin anew
        </Button>
      </p>
      <details>
        <summary>Both checkpoints</summary>
        <pre className={styles.note}>
          <VisibleText text={seen?.note ?? ''} />
        </pre>
        <pre className={styles.note}>
          <VisibleText text={seen?.other ?? shown?.note ?? ''} />
        </pre>
      </details>
    </div>
  );
}

/** Both signed notes under their keys: whoever gets it can check it without this page. */
function evidenceOf({ log, memory: { seen, shown } }: LogLook): string {
  const part = (title: string, vkey: string | undefined, note: string | undefined) =>
    `${title}\nkey: ${vkey ?? 'none'}\n\n${note ?? 'no checkpoint\n'}`;
  return [
    `Two checkpoints of the ${log} log of one node that do not go together.`,
    part('What this browser saw before:', seen?.vkey, seen?.note),
    part('What the node showed then:', shown?.vkey ?? seen?.vkey, seen?.other ?? shown?.note),
  ].join('\n\n');
}
