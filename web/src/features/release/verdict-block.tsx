import type { Demand } from '@countersign/shared/policy/rules.ts';
import { useAnchors } from '../../trust/anchor-store.ts';
import type { ShownArtifact } from '../../trust/node-logs/node-logs.ts';
import { VerdictWord } from '../../ui/verdict-word.tsx';
import { flaggersOf, verdictInWords } from './verdict-words.ts';
import styles from './page.module.css';

interface Props {
  readonly artifact: ShownArtifact;
  readonly demand: Demand;
  readonly withheld: string | null;
}

/** The verdict as sentences, κ where the eye lands first. Without anchors there is none. */
export function VerdictBlock({ artifact, demand, withheld }: Props) {
  const { verdict, flags } = artifact;
  const anchors = useAnchors((store) => store.anchors);
  if (withheld !== null && anchors.length > 0) {
    return (
      <div className={styles.verdict}>
        <p className={styles.headline}>No verdict at this moment.</p>
        <p>{withheld}</p>
      </div>
    );
  }
  if (verdict === null) {
    return (
      <div className={styles.verdict}>
        <p className={styles.headline}>Choose whose word counts for you.</p>
        <p>
          Anybody can say anything here, and you have named nobody whom you trust: so there is no verdict.
          What was said is listed below. <a href="#whose-word">Name signers</a>
        </p>
      </div>
    );
  }
  const { headline, more } = verdictInWords(verdict, demand, flaggersOf(flags, anchors));
  return (
    <div className={`${styles.verdict} ${styles[verdict.verdict] ?? ''}`}>
      <p className={styles.word}>
        <VerdictWord value={verdict.verdict} />
        <span className={styles.kappa}>
          <abbr title="How many of your signers would have to be corrupt before no honest review is left">
            κ
          </abbr>{' '}
          {verdict.kappa} of {demand.kappa}
        </span>
      </p>
      <p className={styles.headline}>{headline}</p>
      {more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
