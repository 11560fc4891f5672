import { addressOf } from '../../app/api.ts';
import { CopyCommand } from '../../ui/copy.tsx';
import { badgeMarkup } from './badge-markup.ts';
import styles from './page.module.css';

/** The badge of a release, as this node draws it, and what to put into a README. */
export function Badge({ purl }: { purl: string }) {
  const path = addressOf('/badge.svg', { purl });
  return (
    <section aria-labelledby="badge">
      <h2 id="badge">Badge</h2>
      <p>
        <img
          className={styles.badge}
          src={path}
          alt="Badge: how many reviews and flags this release has here"
        />
      </p>
      <p>It counts what was said on this node, whoever said it. It is no verdict.</p>
      <CopyCommand text={badgeMarkup(location.origin, purl)} />
    </section>
  );
}
