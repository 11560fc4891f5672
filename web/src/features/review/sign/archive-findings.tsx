import type { ArchiveFinding } from '@countersign/shared/artifact/finding.ts';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { findingConcerns } from '../../../worker/concerns/finding-text.ts';
import { useBench } from '../bench.ts';
import styles from './sign.module.css';

/** What is odd about the archive where no file of this change shows it. */
export function ArchiveFindings() {
  const { reading } = useBench();
  const changed = new Set(reading.files.map(({ path }) => path));
  const findings = reading.target.findings.filter(({ path }) => !changed.has(path));
  if (findings.length === 0) return null;
  return (
    <>
      <h2>Unchanged, but odd</h2>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.path}`}>
            <code>
              <VisibleText text={finding.path} />
            </code>{' '}
            <VisibleText text={sentence(finding)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function sentence(finding: ArchiveFinding): string {
  return findingConcerns([finding])[0]?.text ?? `is a link to ${finding.other ?? 'nothing'}`;
}
