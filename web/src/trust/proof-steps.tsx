import { DigestChip } from '../ui/digest-chip.tsx';
import { grouped } from '../ui/counts.ts';
import type { ShownProof } from './node-logs/node-logs.ts';
import { ProofDrawing } from './proof-drawing.tsx';
import styles from './proof.module.css';

/** One inclusion proof, step by step, as this browser computed it. */
export function ProofSteps({ proof }: { proof: ShownProof }) {
  const { index, size, leaf, steps, root } = proof;
  return (
    <div className={styles.proof}>
      <p>
        Entry {grouped(index)} of {grouped(size)}. Each step hashes what is there with one sibling; the last
        result is the root that the log signed. Computed in this browser.
      </p>
      <div className={styles.sides}>
        <ProofDrawing steps={steps.map(({ side }) => side)} />
        <table className={styles.steps}>
          <caption className="only-heard">From the leaf up to the root</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Sibling</th>
              <th scope="col">Side</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>leaf</td>
              <td>
                <span className={styles.none}>the entry’s own bytes</span>
              </td>
              <td>none</td>
              <td>
                <DigestChip value={leaf} label="leaf" />
              </td>
            </tr>
            {steps.map(({ sibling, side, result }, i) => (
              <tr key={sibling + String(i)}>
                <td>{i + 1}</td>
                <td>
                  <DigestChip value={sibling} label="sibling" />
                </td>
                <td>{side}</td>
                <td>
                  <DigestChip value={result} label={i === steps.length - 1 ? 'root' : 'hash'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.equal}>
        {(steps.at(-1)?.result ?? leaf) === root
          ? 'This is the root in the checkpoint:'
          : 'This is not the root in the checkpoint. The proof fails:'}{' '}
        <DigestChip value={root} label="root" />
      </p>
    </div>
  );
}
