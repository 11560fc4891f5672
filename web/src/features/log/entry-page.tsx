import type { LogName } from '@countersign/shared/log/log-name.ts';
import { Link } from '@tanstack/react-router';
import { ProofSteps } from '../../trust/proof-steps.tsx';
import { grouped } from '../../ui/counts.ts';
import { DigestChip } from '../../ui/digest-chip.tsx';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { AboutEntry, kindInWords } from './about-entry.tsx';
import { laidOut, payloadOf } from './laid-out.ts';
import styles from './entries.module.css';
import { useEntry } from './use-log.ts';

/** One entry: what it says, its proof step by step, and its bytes. */
export function EntryPage({ log, index, size }: { log: LogName; index: number; size: number }) {
  if (index >= size) {
    return (
      <Empty title={`The ${log} log has no entry ${grouped(index)}.`}>
        <p>
          It has {grouped(size)} entries, from 0.{' '}
          <Link to="/log" search={{ log }}>
            Show them
          </Link>
        </p>
      </Empty>
    );
  }
  return <Entry log={log} index={index} size={size} />;
}

function Entry({ log, index, size }: { log: LogName; index: number; size: number }) {
  const { data, error, isPending, refetch } = useEntry(log, index);
  if (isPending) return <Loading what="the entry and its proof" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const { opened, problem, raw } = data.entry;
  return (
    <section aria-labelledby="entry">
      <h2 id="entry">
        Entry {grouped(index)}: {opened === null ? 'unreadable' : kindInWords(opened)}
      </h2>
      {opened === null ? (
        <p>
          It is part of the log, and nobody counts it: <VisibleText text={problem?.message ?? ''} />{' '}
          <code>{problem?.code}</code>
        </p>
      ) : (
        <>
          <p className={styles.about}>
            <AboutEntry opened={opened} />
          </p>
          <p className={styles.signed}>
            {opened.kind === 'checkpoint' ? (
              'Signed by the log itself'
            ) : (
              <>
                Signed by <KnownSigner signer={opened.by} />
              </>
            )}
            ; the signature verifies. <DigestChip value={opened.id} label="id" />
          </p>
        </>
      )}
      <nav className={styles.pager} aria-label="Entries beside this one">
        {index > 0 ? (
          <Link to="/log" search={{ log, index: String(index - 1) }}>
            Entry {grouped(index - 1)}
          </Link>
        ) : null}
        {index + 1 < size ? (
          <Link to="/log" search={{ log, index: String(index + 1) }}>
            Entry {grouped(index + 1)}
          </Link>
        ) : null}
        <Link to="/log" search={{ log }}>
          All entries
        </Link>
      </nav>
      <h3 className={styles.title}>Inclusion proof</h3>
      <ProofSteps proof={data.proof} />
      <h3 className={styles.title}>Statement</h3>
      <Json text={laidOut(payloadOf(raw))} label="Statement" />
      <h3 className={styles.title}>Entry as it is logged</h3>
      <Json text={raw} label="Entry as it is logged" />
    </section>
  );
}

function Json({ text, label }: { text: string; label: string }) {
  return (
    // A region that scrolls can be reached with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.json} tabIndex={0} aria-label={label}>
      {text.split('\n').map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at}>
          <VisibleText text={line} />
          {'\n'}
        </span>
      ))}
    </section>
  );
}
