import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { useState } from 'react';
import { grouped } from '../ui/counts.ts';
import { Failure, Loading } from '../ui/state.tsx';
import { nodeLogs, valueOf } from './node-logs/open-node-logs.ts';
import { ProofSteps } from './proof-steps.tsx';
import styles from './proof-on-demand.module.css';

/** Where a statement stands, and on demand the proof of it, step by step. */
export function ProofOnDemand({ id, log, index }: { id: string; log: LogName; index: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.proof} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        In this node’s {log} log at index {grouped(index)}; inclusion proof checked here
      </summary>
      {open ? <Proof id={id} log={log} index={index} /> : null}
    </details>
  );
}

function Proof({ id, log, index }: { id: string; log: LogName; index: number }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['statement-proof', id],
    queryFn: () => valueOf(nodeLogs().statement(id)),
  });
  if (isPending) return <Loading what="the proof" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <>
      <ProofSteps proof={data.proof} />
      <p className={styles.on}>
        <Link to="/log" search={{ log, index: String(index) }}>
          The entry itself
        </Link>
      </p>
    </>
  );
}
