import { useState } from 'react';
import { useView } from '../bench.ts';
import { FlagForm } from './flag-form.tsx';
import { OutcomeView } from './outcome-view.tsx';
import { Overview } from './overview.tsx';
import { SignForm } from './sign-form.tsx';
import styles from './sign.module.css';

/** The rail's content: where one stands, the review to sign, or the flag to raise. */
export function Panel() {
  const panel = useView((view) => view.panel);
  const signed = useView((view) => view.signed);
  const [past, setPast] = useState(panel);
  if (panel !== 'overview' && panel !== past) setPast(panel);
  return (
    <div className={styles.panel}>
      {signed ? (
        <OutcomeView outcome={signed} />
      ) : panel === 'sign' ? (
        <SignForm />
      ) : panel === 'flag' ? (
        <FlagForm />
      ) : (
        <Overview back={past !== 'overview'} />
      )}
    </div>
  );
}
