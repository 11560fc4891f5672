import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { packageName } from '@countersign/shared/purl/release.ts';
import { Fragment } from 'react';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './bar.module.css';
import { useBench, useCoverage } from './bench.ts';
import { KeyHint } from './keys/key-hint.tsx';
import { grouped, numbered } from '../../ui/counts.ts';
import { leftText } from './sign/coverage-text.ts';

/** What is read, how large it is, and what is left of it; always in view. */
export function Bar() {
  const { reading, occasion, view } = useBench();
  const coverage = useCoverage();
  const target = parsePurl(reading.target.purl);
  const base = reading.base ? parsePurl(reading.base.purl) : null;
  return (
    <div className={styles.bar}>
      <h1>
        <VisibleText text={packageName(target)} />{' '}
        {base ? (
          <>
            <VisibleText text={base.version ?? ''} /> <span aria-label="to">→</span>{' '}
          </>
        ) : null}
        <VisibleText text={target.version ?? ''} />
      </h1>
      <p className={styles.size}>
        +{grouped(coverage.added)} −{grouped(coverage.removed)} in {numbered(reading.files.length, 'file')}
        {base ? '' : ', the whole release'}
      </p>
      <p className={styles.left}>
        {leftText(coverage)
          .split(', ')
          .map((part, at) => (
            <Fragment key={part}>
              {at === 0 ? '' : ', '}
              <span>{part}</span>
            </Fragment>
          ))}
      </p>
      <div className={styles.tools}>
        <button type="button" className={styles.narrow} onClick={() => view.setState({ overlay: 'tree' })}>
          Files
        </button>
        <button type="button" onClick={() => view.setState(({ searching }) => ({ searching: !searching }))}>
          Search <KeyHint action="search" />
        </button>
        <button type="button" className={styles.keys} onClick={() => view.setState({ overlay: 'keys' })}>
          Keys <KeyHint action="help" />
        </button>
        <button
          type="button"
          className={styles.panel}
          onClick={() => view.setState({ overlay: 'panel', panel: 'overview' })}
        >
          {occasion.terminal ? 'Sign' : 'Draft'}
        </button>
      </div>
    </div>
  );
}
