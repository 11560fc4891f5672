import { useId, useState, type FormEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { SignerName } from '../ui/signer-name.tsx';
import { useAnchors } from './anchor-store.ts';
import { formatAnchors, readAnchors } from './anchors.ts';
import styles from './anchors.module.css';
import { DemandChoice } from './demand-choice.tsx';
import { saveText } from './save-text.ts';

/** Whose word counts for the visitor, and how much of it a release needs; kept in this browser alone. */
export function AnchorPanel() {
  const { anchors, remove } = useAnchors();
  return (
    <section aria-labelledby="whose-word">
      <h2 id="whose-word">Whose word counts for you</h2>
      {anchors.length === 0 ? (
        <p>Nobody’s yet. Paste the signers whom you trust, or count one that this page names.</p>
      ) : (
        <ul className={styles.list}>
          {anchors.map(({ signer, name }) => (
            <li key={signer}>
              <SignerName signer={signer} name={name} verified />
              <Button kind="quiet" onClick={() => remove(signer)} aria-label={`Remove ${name}`}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <DemandChoice />
      <PasteSigners />
      <p className={styles.small}>
        Kept in this browser, sent nowhere.{' '}
        {anchors.length === 0 ? null : (
          <Button kind="quiet" onClick={() => saveText('countersign-signers.txt', formatAnchors(anchors))}>
            Save as a text
          </Button>
        )}
      </p>
    </section>
  );
}

function PasteSigners() {
  const { anchors, add } = useAnchors();
  const [text, setText] = useState('');
  const [mistakes, setMistakes] = useState<readonly { line: number; message: string }[]>([]);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readAnchors(text, anchors);
    setMistakes(read.mistakes);
    if (read.mistakes.length > 0) return;
    add(read.anchors);
    setText('');
  };
  return (
    <details className={styles.paste} open={anchors.length === 0 ? true : undefined}>
      <summary>Paste signers</summary>
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor={id}>One signer a line, then a name of your own for them</label>
        <textarea
          id={id}
          className={styles.signers}
          rows={3}
          spellCheck={false}
          autoCapitalize="off"
          placeholder="ed25519:11qYAYKx… alice"
          value={text}
          maxLength={32_768}
          aria-describedby={`${id}-mistakes`}
          aria-invalid={mistakes.length > 0}
          onChange={({ target }) => setText(target.value)}
        />
        <ul id={`${id}-mistakes`} className={styles.mistakes} role="alert">
          {mistakes.map(({ line, message }) => (
            <li key={line}>
              Line {line}: {message}
            </li>
          ))}
        </ul>
        <Button type="submit" disabled={text.trim() === ''}>
          Count their word
        </Button>
      </form>
    </details>
  );
}
