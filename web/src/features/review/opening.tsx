import { showLength } from './file/show-length.ts';
import styles from './opening.module.css';
import type { Received } from './reading-state.ts';

interface Props {
  readonly title: string;
  readonly target: Received | null;
  readonly base: Received | null;
  readonly withBase: boolean;
}

/** While the artifacts are fetched, hashed and unpacked in this browser. */
export function Opening({ title, target, base, withBase }: Props) {
  return (
    <main className={styles.page}>
      <h1>{title}</h1>
      <output className={styles.doing}>
        Fetching the bytes, checking their digests, unpacking them in this browser.
      </output>
      {withBase ? <Bytes name="base" bytes={base} /> : null}
      <Bytes name="target" bytes={target} />
    </main>
  );
}

function Bytes({ name, bytes }: { name: string; bytes: Received | null }) {
  const { received, total } = bytes ?? { received: 0, total: null };
  return (
    <p className={styles.bytes}>
      <span>{name}</span>
      {total === null ? (
        <progress aria-label={`Bytes of the ${name}`} />
      ) : (
        <progress aria-label={`Bytes of the ${name}`} max={total} value={received} />
      )}
      <span>
        {showLength(received)}
        {total === null ? '' : ` of ${showLength(total)}`}
      </span>
    </p>
  );
}
