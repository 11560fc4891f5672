import type { QueueAnswer } from '@countersign/shared/api.ts';
import { Link } from '@tanstack/react-router';
import { CopyCommand } from '../../ui/copy.tsx';
import { counted } from '../../ui/counts.ts';
import { PurlName } from '../../ui/purl-name.tsx';
import { reviewCommand } from '../../ui/review-command.ts';
import { versionOf } from '../../ui/versions.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import styles from './page.module.css';
import { sizeInWords } from './size-words.ts';

type Item = QueueAnswer['items'][number];

/** One release that waits: how much there is to read, from where, and how to begin. */
export function QueueItem({ item }: { item: Item }) {
  const { purl, base, reviews, flags, published } = item;
  const { lines, within } = sizeInWords(item);
  const from = base === null ? null : versionOf(base.purl);
  const command = reviewCommand(purl, base?.purl ?? null);
  return (
    <li className={styles.item}>
      <span className={styles.size}>
        {lines} {within === null ? null : <small>{within}</small>}
      </span>
      <span className={styles.what}>
        <PurlName purl={purl} link="release" />
        <span className={styles.base}>
          {from === null ? (
            ', nobody has reviewed an earlier one'
          ) : (
            <>
              , from <VisibleText text={from} />
            </>
          )}
        </span>
      </span>
      <span className={styles.about}>
        package: {counted(reviews, 'review', 'reviews')}, {counted(flags, 'flag', 'flags')}
        {published === null ? null : (
          <>
            {' · published '}
            <When instant={published} />
          </>
        )}
      </span>
      <span className={styles.begin}>
        {command === null ? null : <CopyCommand text={command} />}
        <Link to="/review" search={{ purl, base: from ?? 'none' }}>
          Read it here
        </Link>
      </span>
    </li>
  );
}
