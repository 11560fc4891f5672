import type { Severity as SeverityName } from '@countersign/shared/statement/flag.ts';
import { Shape, type ShapeName } from './shape.tsx';
import styles from './word.module.css';

const shapes: Readonly<Record<SeverityName, ShapeName>> = {
  malicious: 'diamond',
  suspicious: 'triangle',
  vulnerable: 'square',
  unmaintained: 'ring',
};

/** A flag's severity: shape, word and colour. */
export function Severity({ value }: { value: SeverityName }) {
  return (
    <span className={`${styles.word} ${styles[value]}`}>
      <Shape name={shapes[value]} />
      {value}
    </span>
  );
}
