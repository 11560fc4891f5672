import styles from './proof.module.css';

/** The height of a row of the table beside it. */
const step = 36;
const arm = 28;

/** The path from the leaf (first row) to the root (last), each sibling on its side; the table beside it says the same. */
export function ProofDrawing({ steps }: { steps: readonly ('left' | 'right')[] }) {
  const path = placesOf(steps);
  const xs = path.flatMap(({ x, sibling }) => (sibling === null ? [x] : [x, sibling]));
  const left = Math.min(...xs) - 12;
  const width = Math.max(...xs) + 12 - left;
  const height = (steps.length + 1) * step;
  return (
    <svg
      className={styles.drawing}
      viewBox={`${left} 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {path.map(({ x, y, sibling, up }, i) => (
        <g key={y}>
          {up === null ? null : <path className={styles.way} d={`M${x} ${y}L${up} ${y + step}`} />}
          {sibling === null || up === null ? null : (
            <>
              <path className={styles.branch} d={`M${sibling} ${y}L${up} ${y + step}`} />
              <rect className={styles.sibling} x={sibling - 5} y={y - 5} width={10} height={10} />
            </>
          )}
          <circle className={i === path.length - 1 ? styles.root : styles.node} cx={x} cy={y} r={6} />
        </g>
      ))}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  /** Of the sibling on the same level; null for the root. */
  readonly sibling: number | null;
  readonly up: number | null;
}

/** A node whose sibling stands on the left goes up to the left. */
function placesOf(steps: readonly ('left' | 'right')[]): Place[] {
  const places: Place[] = [];
  let x = 0;
  for (const [i, side] of steps.entries()) {
    const way = side === 'left' ? -1 : 1;
    const up = x + (way * arm) / 2;
    places.push({ x, y: i * step + step / 2, sibling: x + way * arm, up });
    x = up;
  }
  return [...places, { x, y: steps.length * step + step / 2, sibling: null, up: null }];
}
