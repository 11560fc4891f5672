import type { PackageAnswer } from '@countersign/shared/api.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../app/api.ts';
import { Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { numbered } from '../../ui/counts.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import styles from './opening.module.css';
import { offeredBases } from './offered-bases.ts';
import { wholeRelease } from './session/hosted.ts';

/** Without a base in the address: what to compare the release with, or to read it whole. */
export function ChooseBase({ purl }: { purl: string }) {
  const release = parsePurl(purl);
  const title = `Review ${showRelease(release)}`;
  useTitle(title);
  const packagePurl = formatPurl({ ...release, version: null });
  const versions = useQuery({
    queryKey: ['package', packagePurl],
    queryFn: async ({ signal }) => getJson<PackageAnswer>('/api/package', { purl: packagePurl }, signal),
  });
  return (
    <main className={styles.page}>
      <h1>
        <VisibleText text={title} />
      </h1>
      <p>
        Which base do you read it against? Reading what changed is less than reading all; somebody has to have
        read the base.
      </p>
      {versions.isPending ? <Loading what="the versions" /> : null}
      {versions.isError ? <Failure error={versions.error} retry={() => void versions.refetch()} /> : null}
      <ul className={styles.choices}>
        {offeredBases(versions.data?.versions ?? [], release.version ?? '').map((base) => (
          <li key={base.purl}>
            <Link to="/review" search={{ purl, base: base.purl }}>
              <VisibleText text={base.version} /> → <VisibleText text={release.version ?? ''} />
            </Link>
            <span className={styles.about}>
              {base.before ? 'the version before; ' : ''}
              {numbered(base.reviews, 'review')}
              {base.flags > 0 ? `; ${numbered(base.flags, 'flag')}` : ''}
              {base.published === null ? null : (
                <>
                  ; published <When instant={base.published} />
                </>
              )}
            </span>
          </li>
        ))}
        <li>
          <Link to="/review" search={{ purl, base: wholeRelease }}>
            Read the whole release
          </Link>
          <span className={styles.about}>needs no base</span>
        </li>
      </ul>
    </main>
  );
}
