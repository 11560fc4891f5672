import { CountSigner } from '../../trust/count-signer.tsx';
import { NamedSigner } from '../../trust/named-signer.tsx';
import type { ShownArtifact, ShownFlag, ShownUnknown } from '../../trust/node-logs/node-logs.ts';
import { NoteText } from '../../trust/note-text.tsx';
import { ProofOnDemand } from '../../trust/proof-on-demand.tsx';
import { DigestChip } from '../../ui/digest-chip.tsx';
import { evidenceInWords } from '../../ui/evidence-words.ts';
import { rangeInWords } from '../../ui/range-words.ts';
import { Severity } from '../../ui/severity.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import { InSteps } from './in-steps.tsx';
import styles from './statements.module.css';

interface Props {
  readonly artifact: ShownArtifact;
  /** What signers call themselves. */
  readonly names: Readonly<Record<string, string>>;
  readonly heading: 'h2' | 'h3';
}

/** Every flag on an artifact, whoever raised it: those that count for the visitor first, of them the worst. */
export function FlagList({ artifact, names, heading: Heading }: Props) {
  const { flags, unknown } = artifact;
  if (flags.length + unknown.length === 0) return null;
  return (
    <>
      <Heading className={styles.title}>Flags</Heading>
      <InSteps
        items={flags}
        what="flags"
        className={styles.list}
        renderItem={(flag) => <Flag key={flag.statement.id} flag={flag} names={names} artifact={artifact} />}
      />
      {unknown.length === 0 ? null : (
        <InSteps
          items={unknown}
          what="statements"
          className={styles.list}
          renderItem={(one) => <Unknown key={one.statement.id} unknown={one} names={names} />}
        />
      )}
    </>
  );
}

function Unknown({ unknown, names }: { unknown: ShownUnknown; names: Props['names'] }) {
  const { statement, index } = unknown;
  return (
    <li>
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
  );
}

function Flag({ flag, names, artifact }: { flag: ShownFlag } & Omit<Props, 'heading'>) {
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
        {artifact.verdict !== null && !retracted && !counts ? (
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
        <span className={styles.count}>
          <CountSigner signer={by} claimed={names[by]} />
        </span>
      </p>
      {isOnOtherBytes(flag, artifact) ? (
        <p className={styles.by}>
          Raised on other bytes of this name, and holds for these too:{' '}
          <DigestChip value={statement.subject.digest.sha256} label="sha256" />
        </p>
      ) : null}
      {predicate.note === undefined ? null : <NoteText sha256={predicate.note} />}
      <ProofOnDemand id={id} log="trust" index={index} />
    </li>
  );
}

/** A flag that names bytes covers its release by name, whatever bytes somebody serves for it. */
function isOnOtherBytes({ statement: { subject } }: ShownFlag, { digest }: ShownArtifact): boolean {
  return digest !== null && subject.digest.sha512 !== undefined && subject.digest.sha512 !== digest.sha512;
}
