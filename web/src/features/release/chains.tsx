import type { ShownParty } from '../../trust/node-logs/node-logs.ts';
import { PurlName } from '../../ui/purl-name.tsx';
import { SignerName } from '../../ui/signer-name.tsx';
import styles from './statements.module.css';

/** How each party comes to accept it: in full, or change by change from a release that they read. */
export function Chains({ parties }: { parties: readonly ShownParty[] }) {
  const chained = parties.filter(({ basis }) => basis.length > 1);
  if (chained.length === 0) return null;
  return (
    <>
      <h3 className={styles.title}>Chain of changes</h3>
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
