import { SignerName } from '../../ui/signer-name.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { Account } from './account.ts';
import styles from './page.module.css';

/** A profile's claims. Anybody can claim anything, and it is marked so. */
export function SaysOfItself({ account }: { account: Account }) {
  const { names, labels, accounts, predecessors } = account;
  if (names.length === 0) {
    return <p className={styles.none}>It says nothing of itself: there is no profile.</p>;
  }
  return (
    <>
      <h2>What it says of itself</h2>
      <p className={styles.note}>Unverified: anybody can give a key any name.</p>
      <dl className={styles.facts}>
        <Fact term={names.length === 1 ? 'name' : 'names'} values={names} />
        <Fact term="labels" values={labels} />
        <Fact term="accounts" values={accounts} />
        {predecessors.length === 0 ? null : (
          <div>
            <dt>followed on</dt>
            <dd>
              {predecessors.map((signer) => (
                <SignerName key={signer} signer={signer} />
              ))}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Fact({ term, values }: { term: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {values.map((value, i) => (
          <span key={value}>
            {i === 0 ? '' : ', '}
            <VisibleText text={value} />
          </span>
        ))}
      </dd>
    </div>
  );
}
