import type { ShownParty } from '../../trust/node-logs/node-logs.ts';
import { PurlName } from '../../ui/purl-name.tsx';
import { SignerName } from '../../ui/signer-name.tsx';
import styles from './statements.module.css';

interface Props {
  readonly parties: readonly ShownParty[];
  readonly heading: 'h2' | 'h3';
}

/** How each party comes to accept it: in full, or change by change from a release that they read. */
export function Chains({ parties, heading: Heading }: Props) {
  const chained = parties.filter(({ basis }) => basis.length > 1);
  if (chained.length === 0) return null;
  return (
    <>
      <Heading className={styles.title}>Chain of changes</Heading>
      {chained.map(({ signer, name, basis }) => (
        <div key={signer}>
          <p className={styles.by}>
            <SignerName signer={signer} name={name} verified />
          </p>
          <ol className={styles.chain}>
            {basis.map(({ kind, purl, id }) => (
              <li key={`${purl} ${id ?? ''}`}>
                {kind === 'full' ? 'read the whole of ' : 'read the change to '}
                <PurlName purl={purl} link="release" />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}
