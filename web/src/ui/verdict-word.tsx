import type { Verdict } from '@countersign/shared/gate/verdict.ts';
import { Shape, type ShapeName } from './shape.tsx';
import styles from './word.module.css';

const shapes: Readonly<Record<Verdict, ShapeName>> = {
  allow: 'check',
  waived: 'open',
  insufficient: 'half',
  quarantined: 'triangle',
  blocked: 'diamond',
  undecidable: 'cross',
};

/** A verdict of the gate: shape, word and colour. */
export function VerdictWord({ value }: { value: Verdict }) {
  return (
    <span className={`${styles.word} ${styles[value]}`}>
      <Shape name={shapes[value]} />
      {value}
    </span>
  );
}
