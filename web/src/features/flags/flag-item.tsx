import { counted } from '../../ui/counts.ts';
import { FlagWords } from '../../ui/flag-words.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { rangeInWords } from '../../ui/range-words.ts';
import { Severity } from '../../ui/severity.tsx';
import { When } from '../../ui/when.tsx';
import type { FlagGroup } from './group.ts';
import styles from './flag-item.module.css';

const shownAtOnce = 3;

/** One release, or one range of versions, with every flag on it. */
export function FlagItem({ group }: { group: FlagGroup }) {
  const { purl, range, flags, worst, signers, newest } = group;
  const more = flags.slice(shownAtOnce);
  return (
    <li className={styles.item}>
      <span className={styles.severity}>
        {worst === null ? <span className={styles.withdrawn}>withdrawn</span> : <Severity value={worst} />}
      </span>
      <span className={styles.what}>
        <PurlName purl={purl} link={range === null ? 'release' : 'package'} />
        {range === null ? null : <span className={styles.range}> {rangeInWords(range)}</span>}
      </span>
      <span className={styles.when}>
        <When instant={newest} />
      </span>
      <div className={styles.why}>
        {flags.slice(0, shownAtOnce).map((flag) => (
          <FlagWords key={flag.statement.id} flag={flag} worst={worst} />
        ))}
        {more.length === 0 ? null : (
          <details>
            <summary>{counted(more.length, 'more flag', 'more flags')}</summary>
            {more.map((flag) => (
              <FlagWords key={flag.statement.id} flag={flag} worst={worst} />
            ))}
          </details>
        )}
        <p className={styles.by}>
          {worst === null ? 'every flag on it was taken back' : counted(signers, 'signer', 'signers')}
        </p>
      </div>
    </li>
  );
}
