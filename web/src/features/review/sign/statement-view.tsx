import { formatUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import { TextLines } from '../comments/text-lines.tsx';
import styles from './sign.module.css';

/** Everything that a signature would stand under, to the letter. */
export function StatementView({ unsigned }: { unsigned: Unsigned }) {
  const { draft, affirmation, note } = unsigned;
  const { sha256, sha512 } = draft.subject.digest;
  return (
    <>
      {affirmation === null ? null : (
        <>
          <h3>What you affirm</h3>
          <Text label="What you affirm" text={affirmation} />
        </>
      )}
      {note === null ? null : (
        <>
          <h3>What goes along, for all to read</h3>
          <Text label="Note and comments" text={note} />
        </>
      )}
      <h3>The artifact</h3>
      <p className={styles.chips}>
        <DigestChip value={sha256} label="sha256" />
        {sha512 === undefined ? null : <DigestChip value={sha512} label="sha512" />}
      </p>
      <details>
        <summary>The statement as JSON</summary>
        <Text label="The statement as JSON" text={formatUnsigned(unsigned)} long />
      </details>
    </>
  );
}

/** What is signed is never folded away; `long` scrolls. */
function Text({ label, text, long = false }: { label: string; text: string; long?: boolean }) {
  return (
    <pre
      className={`${styles.text} ${long ? styles.long : ''}`}
      // What scrolls takes the focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={long ? 0 : undefined}
      aria-label={label}
    >
      <TextLines text={text} />
    </pre>
  );
}
