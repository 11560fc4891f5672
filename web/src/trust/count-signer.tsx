import type { SignerId } from '@countersign/shared/signer/signer.ts';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SignerName } from '../ui/signer-name.tsx';
import { useAnchors } from './anchor-store.ts';
import { mistakeIn } from './anchors.ts';
import styles from './anchors.module.css';

interface Props {
  readonly signer: string;
  /** What it calls itself: offered as a name, to be changed. */
  readonly claimed?: string | undefined;
}

/** Makes a signer that a page shows one whose word counts for this visitor, or takes that back. */
export function CountSigner({ signer, claimed = '' }: Props) {
  const own = useAnchors(({ anchors }) => anchors.find((anchor) => anchor.signer === signer));
  const remove = useAnchors((store) => store.remove);
  const [naming, setNaming] = useState(false);
  if (own) {
    return (
      <Button kind="quiet" onClick={() => remove(signer)}>
        Stop counting {own.name}
      </Button>
    );
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setNaming(true)}>
        Count this signer’s word
      </Button>
      <Dialog open={naming} onClose={() => setNaming(false)} title="Whose word is it?">
        <NameSigner signer={signer} claimed={claimed} onDone={() => setNaming(false)} />
      </Dialog>
    </>
  );
}

function NameSigner({ signer, claimed, onDone }: { signer: string; claimed: string; onDone: () => void }) {
  const { anchors, add } = useAnchors();
  const [name, setName] = useState(mistakeIn(signer, claimed, anchors) === null ? claimed : '');
  const [mistake, setMistake] = useState<string | null>(null);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = mistakeIn(signer, name.trim(), anchors);
    setMistake(found);
    if (found !== null) return;
    add([{ signer: signer as SignerId, name: name.trim() }]);
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>
        <SignerName signer={signer} name={claimed || null} />
      </p>
      <p>
        Anybody can call themselves anything. Count this signer only when you know from elsewhere that the key
        is theirs.
      </p>
      <label htmlFor={id}>Your own name for them</label>
      <input
        id={id}
        value={name}
        maxLength={64}
        autoComplete="off"
        aria-describedby={`${id}-mistake`}
        aria-invalid={mistake !== null}
        onChange={({ target }) => setName(target.value)}
      />
      <p id={`${id}-mistake`} className={styles.mistake} role="alert">
        {mistake}
      </p>
      <Button kind="primary" type="submit">
        Count their word
      </Button>
    </form>
  );
}
