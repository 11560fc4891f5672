import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../ui/state.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { nodeLogs, valueOf } from './node-logs/open-node-logs.ts';
import styles from './note-text.module.css';

/** A longer note, fetched when somebody wants to read it, and shown only when its hash is the one that was signed. */
export function NoteText({ sha256 }: { sha256: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.note} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Note</summary>
      {open ? <Text sha256={sha256} /> : null}
    </details>
  );
}

function Text({ sha256 }: { sha256: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['note', sha256],
    queryFn: () => valueOf(nodeLogs().note(sha256)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return <Loading what="the note" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <div className={styles.text}>
      {data.split('\n').map((line, at) => (
        // A note's lines have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.line}>
          <VisibleText text={line.endsWith('\r') ? line.slice(0, -1) : line} />
        </div>
      ))}
    </div>
  );
}
