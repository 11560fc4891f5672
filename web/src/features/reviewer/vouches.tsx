import type { OpenedOf } from '../../app/opened.ts';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { vouchStands } from './account.ts';
import styles from './page.module.css';

interface Props {
  readonly title: string;
  readonly none: string;
  readonly vouches: readonly OpenedOf<'vouch'>[];
  /** Which of the two signers the reader does not know yet. */
  readonly show: 'by' | 'for';
}

/** Vouches, with what each allows and until when. */
export function Vouches({ title, none, vouches, show }: Props) {
  return (
    <>
      <h2>{title}</h2>
      {vouches.length === 0 ? <p className={styles.none}>{none}</p> : null}
      <ul className={styles.list}>
        {vouches.map((vouch) => (
          <Vouch key={vouch.statement.id} vouch={vouch} show={show} />
        ))}
      </ul>
    </>
  );
}

function Vouch({ vouch, show }: { vouch: OpenedOf<'vouch'>; show: Props['show'] }) {
  const now = useNow();
  const { by, subject, predicate } = vouch.statement;
  const stands = vouchStands(vouch, now);
  const until = predicate.expires.slice(0, 10);
  const signer = <KnownSigner signer={show === 'by' ? by : subject.name} />;
  return (
    <li className={styles.vouch}>
      <span>{stands === 'yes' ? signer : <s>{signer}</s>}</span>
      <span className={styles.note}>
        {predicate.role === 'delegate' ? 'as a reviewer, and to vouch for others' : 'as a reviewer'}
        {stands === 'withdrawn'
          ? ', withdrawn'
          : stands === 'ended'
            ? `, ended ${until}`
            : `, until ${until}`}
        {` · ${predicate.keyClass} key`}
        {predicate.labels.length === 0 ? null : (
          <>
            {' · '}
            <VisibleText text={predicate.labels.join(', ')} />
          </>
        )}
        {predicate.summary === undefined ? null : (
          <>
            {' · '}
            <VisibleText text={predicate.summary} />
          </>
        )}
      </span>
    </li>
  );
}
