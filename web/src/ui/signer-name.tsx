import { fingerprint, parseSigner } from '@countersign/shared/signer/signer.ts';
import { Link } from '@tanstack/react-router';
import styles from './quiet.module.css';
import { VisibleText } from './visible-text.tsx';

interface Props {
  readonly signer: string;
  /** What it calls itself; or what the visitor calls it, with `verified`. */
  readonly name?: string | null | undefined;
  readonly verified?: boolean;
}

/** A signer for people: never a name alone, so that two never look alike. */
export function SignerName({ signer, name, verified = false }: Props) {
  const mark = markOf(signer);
  if (mark === null) return <VisibleText text={signer.slice(0, 80)} />;
  return (
    <Link className={styles.signer} to="/reviewer" search={{ signer }} title={signer}>
      {name ? (
        <>
          <VisibleText text={name} />{' '}
          {verified ? null : <span className={styles.unverified}>unverified</span>}{' '}
        </>
      ) : null}
      <span className={styles.mark}>{mark}</span>
    </Link>
  );
}

function markOf(signer: string): string | null {
  try {
    return fingerprint(parseSigner(signer));
  } catch {
    return null;
  }
}
