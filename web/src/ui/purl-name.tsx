import { packageName } from '@countersign/shared/purl/release.ts';
import { formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { Link } from '@tanstack/react-router';
import styles from './quiet.module.css';
import { VisibleText } from './visible-text.tsx';

interface Props {
  readonly purl: string;
  readonly link: 'release' | 'package' | 'none';
  /** A range in words, in place of the version. */
  readonly versions?: string | null;
  /** Within a sentence: without its ecosystem. */
  readonly plain?: boolean;
}

/** `socks 2.8.4 npm`. A text that is no purl is shown as it is, without a link. */
export function PurlName({ purl: text, link, versions = null, plain = false }: Props) {
  const purl = read(text);
  if (purl === null) return <VisibleText text={text.slice(0, 2048)} />;
  const version = versions ?? purl.version;
  const name = (
    <span className={styles.release}>
      <VisibleText text={packageName(purl)} />
      {version === null ? null : ' '}
      {version === null ? null : <VisibleText text={version} />}
    </span>
  );
  const registry = purl.qualifiers.repository_url;
  return (
    <>
      {linked(name, purl, text, link)}
      {plain ? null : <span className={styles.ecosystem}> {purl.type}</span>}
      {registry === undefined ? null : (
        <span className={styles.ecosystem}>
          {' from '}
          <VisibleText text={registry} />
        </span>
      )}
    </>
  );
}

function linked(name: React.ReactNode, purl: Purl, text: string, link: Props['link']) {
  if (link === 'none') return name;
  if (link === 'release' && purl.version !== null) {
    return (
      <Link className={styles.releaseLink} to="/release" search={{ purl: text }}>
        {name}
      </Link>
    );
  }
  return (
    <Link
      className={styles.releaseLink}
      to="/package"
      search={{ purl: formatPurl({ ...purl, version: null, subpath: null }) }}
    >
      {name}
    </Link>
  );
}

function read(text: string): Purl | null {
  try {
    return parsePurl(text);
  } catch {
    return null;
  }
}
