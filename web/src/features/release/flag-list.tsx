import { CountSigner } from '../../trust/count-signer.tsx';
import { NamedSigner } from '../../trust/named-signer.tsx';
import type { ShownFlag, ShownUnknown } from '../../trust/node-logs/node-logs.ts';
import { NoteText } from '../../trust/note-text.tsx';
import { ProofOnDemand } from '../../trust/proof-on-demand.tsx';
import { evidenceInWords } from '../../ui/evidence-words.ts';
import { rangeInWords } from '../../ui/range-words.ts';
import { Severity } from '../../ui/severity.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import styles from './statements.module.css';

interface Props {
  readonly flags: readonly ShownFlag[];
  readonly unknown: readonly ShownUnknown[];
  readonly names: Readonly<Record<string, string>>;
  /** Somebody's word counts: then it is said whose does not. */
  readonly judged: boolean;
}

/** Every flag on an artifact, whoever raised it, the worst first. */
export function FlagList({ flags, unknown, names, judged }: Props) {
  if (flags.length + unknown.length === 0) return null;
  return (
    <>
      <h3 className={styles.title}>Flags</h3>
      <ul className={styles.list}>
        {flags.map((flag) => (
          <Flag key={flag.statement.id} flag={flag} names={names} judged={judged} />
        ))}
        {unknown.map(({ statement, index }) => (
          <li key={statement.id}>
            <p>
              A statement of a kind that this page cannot read:{' '}
              <code>
                <VisibleText text={statement.predicateType} />
              </code>
              . It might be a flag.
            </p>
            <p className={styles.by}>
              <NamedSigner signer={statement.by} names={names} />
            </p>
            <ProofOnDemand id={statement.id} log="trust" index={index} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Flag({ flag, names, judged }: { flag: ShownFlag; names: Props['names']; judged: boolean }) {
  const { statement, index, retracted, counts } = flag;
  const { id, by, predicate } = statement;
  const evidence = evidenceInWords(predicate.evidence);
  const summary = <VisibleText text={predicate.summary} />;
  return (
    <li>
      <p className={styles.head}>
        <Severity value={predicate.severity} />
        <span className={styles.quiet}>{predicate.category}</span>
        {retracted ? <b>taken back</b> : null}
        {judged && !retracted && !counts ? (
          <span className={styles.quiet}>
            does not count for you: none of your signers vouches for who raised it
          </span>
        ) : null}
      </p>
      <p className={styles.said}>{retracted ? <s>{summary}</s> : summary}</p>
      <p className={styles.by}>
        <NamedSigner signer={by} names={names} />
        {' · '}
        <When instant={predicate.date} />
        {evidence === null ? null : (
          <>
            {' · '}
            <code>
              <VisibleText text={evidence} />
            </code>
          </>
        )}
        {predicate.range === undefined ? null : (
          <>
            {' · versions '}
            <VisibleText text={rangeInWords(predicate.range)} />
          </>
        )}
        {' · '}
        <CountSigner signer={by} claimed={names[by]} />
      </p>
      {predicate.note === undefined ? null : <NoteText sha256={predicate.note} />}
      <ProofOnDemand id={id} log="trust" index={index} />
    </li>
  );
}
