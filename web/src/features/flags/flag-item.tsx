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
      <div className={styles.what}>
        <h2>
          <PurlName
            purl={purl}
            link={range === null ? 'release' : 'package'}
            versions={range === null ? null : rangeInWords(range)}
          />
        </h2>
        {worst === null ? null : (
          <span className={styles.signers}>flagged by {counted(signers, 'signer', 'signers')}</span>
        )}
      </div>
      <span className={styles.when}>
        <When instant={newest} />
      </span>
      <div className={styles.why}>
        {flags.slice(0, shownAtOnce).map((flag) => (
          <FlagWords key={flag.statement.id} flag={flag} worst={worst} when={flags.length > 1} />
        ))}
        {more.length === 0 ? null : (
          <details>
            <summary>{counted(more.length, 'more flag', 'more flags')}</summary>
            {more.map((flag) => (
              <FlagWords key={flag.statement.id} flag={flag} worst={worst} />
            ))}
          </details>
        )}
      </div>
    </li>
  );
}
