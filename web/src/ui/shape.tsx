import styles from './shape.module.css';

/** Shapes that mean the same without colour. Drawn, because fonts disagree about such characters. */
const paths = {
  diamond: 'M6 0.5 11.5 6 6 11.5 0.5 6Z',
  triangle: 'M6 1 11.5 11H0.5Z',
  square: 'M1.5 1.5H10.5V10.5H1.5Z',
  disc: 'M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1Z',
  ring: 'M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 3A3 3 0 1 0 6 9A3 3 0 1 0 6 3Z',
  half: 'M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 2.5V9.5A3.5 3.5 0 1 0 6 2.5Z',
  check: 'M1 6.5 2.6 4.9 4.8 7.1 9.6 2 11.2 3.6 4.8 10.2Z',
  cross: 'M2.8 1.4 6 4.6 9.2 1.4 10.6 2.8 7.4 6 10.6 9.2 9.2 10.6 6 7.4 2.8 10.6 1.4 9.2 4.6 6 1.4 2.8Z',
  open: 'M6 0.5 11.5 6 6 11.5 0.5 6ZM6 3 3 6 6 9 9 6Z',
  bar: 'M1 5H11V7H1Z',
} as const;

export type ShapeName = keyof typeof paths;

/** A word always stands beside it, so it is hidden from screen readers. */
export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg className={styles.shape} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
