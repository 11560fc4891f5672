import { formatUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CopyCommand } from '../../../ui/copy.tsx';
import { useBench } from '../bench.ts';
import { say } from '../view-store.ts';
import styles from './sign.module.css';
import { fileNameOf } from './statement.ts';

/** On a node's page nobody can sign: the statement goes to the key as a file. */
export function SaveFile({ unsigned }: { unsigned: Unsigned }) {
  const { view } = useBench();
  const [saved, setSaved] = useState(false);
  const name = fileNameOf(unsigned);
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([formatUnsigned(unsigned)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The download has begun with the click, and holds the bytes.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    setSaved(true);
    say(view, `Saved as ${name}.`);
  };
  return (
    <div className={styles.handOver}>
      <p>
        Keys never come to a page. Save this, then sign it where your key is; the terminal shows it once more
        and asks.
      </p>
      <Button kind="primary" onClick={save}>
        Save for countersign sign
      </Button>
      <p>
        <CopyCommand text={`countersign sign ${name}`} />
      </p>
      {saved ? <p>Saved as {name}. Your draft stays in this browser.</p> : null}
    </div>
  );
}
