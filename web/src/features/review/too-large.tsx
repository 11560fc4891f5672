import { useBench, useCoverage } from './bench.ts';
import styles from './save-banner.module.css';

/** More than anybody reads on a phone. */
const manyFiles = 50;
const manyLines = 2_000;

/** On a phone, for a giant release: says that a larger screen serves better, and lets one read on. */
export function TooLarge() {
  const { reading } = useBench();
  const { added, removed } = useCoverage();
  if (reading.files.length < manyFiles && added + removed < manyLines) return null;
  return (
    <p className={styles.banner}>
      This is a lot for a small screen. Here you can look around and comment; to read all of it, open it on a
      desktop.
    </p>
  );
}
