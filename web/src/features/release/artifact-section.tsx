import type { Demand } from '@countersign/shared/policy/rules.ts';
import type { ShownArtifact } from '../../trust/node-logs/node-logs.ts';
import { DigestChip } from '../../ui/digest-chip.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { Chains } from './chains.tsx';
import { FlagList } from './flag-list.tsx';
import { ReadLinks } from './read-links.tsx';
import { ReviewList } from './review-list.tsx';
import { VerdictBlock } from './verdict-block.tsx';
import styles from './page.module.css';

interface Props {
  readonly artifact: ShownArtifact;
  /** Among several; null for an only one. */
  readonly place: { readonly number: number; readonly of: number } | null;
  readonly demand: Demand;
  /** Why there is no verdict although somebody's word counts. */
  readonly withheld: string | null;
  readonly names: Readonly<Record<string, string>>;
  /** The page was asked for by digest: the name is news. */
  readonly withName: boolean;
}

/** One artifact under the release's name: verdict, flags, reviews, digests. */
export function ArtifactSection({ artifact, place, demand, withheld, names, withName }: Props) {
  const { purl, digest, verdict } = artifact;
  const heading = place ? 'h3' : 'h2';
  return (
    <section
      className={styles.artifact}
      aria-label={place ? `Artifact ${place.number} of ${place.of}` : 'Artifact'}
    >
      {place ? (
        <h2>
          Artifact {place.number} of {place.of}
        </h2>
      ) : null}
      {withName ? (
        <p>
          As <PurlName purl={purl} link="release" />
        </p>
      ) : null}
      <VerdictBlock artifact={artifact} demand={demand} withheld={withheld} />
      {digest === null ? null : (
        <p className={styles.digests}>
          <DigestChip value={digest.sha256} label="sha256" />
          <DigestChip value={digest.sha512} label="sha512" />
        </p>
      )}
      <FlagList artifact={artifact} names={names} heading={heading} />
      <ReviewList artifact={artifact} names={names} heading={heading} />
      {verdict === null ? null : <Chains parties={verdict.parties} heading={heading} />}
      <ReadLinks artifact={artifact} />
    </section>
  );
}
