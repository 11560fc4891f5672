import { useQueries } from '@tanstack/react-query';
import { ofKind, type OpenedOf } from '../../app/opened.ts';
import { loadStatements } from '../../app/statements.ts';
import { FlagWords } from '../../ui/flag-words.tsx';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { rangeInWords } from '../../ui/range-words.ts';
import { outcomeOf, type Outcome } from './account.ts';
import styles from './page.module.css';

/** Each asks the node once what others said of the same release. */
const mostOutcomes = 20;

/** A signer's flags and what became of each. */
export function FlagsRaised({ flags }: { flags: readonly OpenedOf<'flag'>[] }) {
  const others = useQueries({
    queries: flags.slice(0, mostOutcomes).map(({ statement: { subject } }) => ({
      queryKey: ['statements', '/api/releases', { purl: subject.name }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        loadStatements('/api/releases', { purl: subject.name }, signal),
    })),
  });
  return (
    <>
      <h2>Flags</h2>
      {flags.length === 0 ? <p className={styles.none}>None, in what is shown here.</p> : null}
      <ul className={styles.list}>
        {flags.map((flag, i) => {
          const { subject, predicate } = flag.statement;
          const said = others[i]?.data;
          return (
            <li key={flag.statement.id} className={styles.flag}>
              <p className={styles.what}>
                <PurlName
                  purl={subject.name}
                  link="release"
                  versions={predicate.range === undefined ? null : rangeInWords(predicate.range)}
                />
              </p>
              <FlagWords flag={flag} signer={false} />
              {said ? <Became outcome={outcomeOf(flag, ofKind(said.statements, 'flag'))} /> : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Became({ outcome: { withdrawn, agreeing } }: { outcome: Outcome }) {
  if (withdrawn) return null;
  if (agreeing.length === 0) return <p className={styles.note}>Nobody else has flagged this.</p>;
  return (
    <p className={styles.note}>
      Also flagged by{' '}
      {agreeing.slice(0, 3).map((signer, i) => (
        <span key={signer}>
          {i === 0 ? '' : ', '}
          <KnownSigner signer={signer} />
        </span>
      ))}
      {agreeing.length > 3 ? ` and ${agreeing.length - 3} more` : ''}.
    </p>
  );
}
