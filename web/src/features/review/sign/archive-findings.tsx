import { findingText } from '@countersign/shared/artifact/finding-text.ts';
import { counted } from '../../../ui/counts.ts';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { quote } from '../../../worker/concerns/found-concern.ts';
import { useBench } from '../bench.ts';
import styles from './sign.module.css';

/** A hostile archive may have one for each of its files, and a page that draws them all stands still. */
const mostListed = 100;

/** What is odd about the archive where no file of this change shows it. */
export function ArchiveFindings() {
  const { reading } = useBench();
  const changed = new Set(reading.files.map(({ path }) => path));
  const findings = reading.target.findings.filter(({ path }) => !changed.has(path));
  if (findings.length === 0) return null;
  const more = findings.length - mostListed;
  return (
    <>
      <h2>Unchanged, but odd</h2>
      <ul className={styles.findings}>
        {findings.slice(0, mostListed).map((finding) => (
          <li key={`${finding.code} ${finding.path}`}>
            <code>
              <VisibleText text={finding.path} />
            </code>{' '}
            <VisibleText text={findingText(finding, quote)} />
          </li>
        ))}
        {more > 0 ? <li>and {counted(more, 'more such file', 'more such files')}</li> : null}
      </ul>
    </>
  );
}
