import { useStore } from 'zustand';
import { grouped } from '../../../ui/counts.ts';
import { Shape } from '../../../ui/shape.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import type { FileSummary } from '../../../worker/reading.ts';
import { useBench, useCoverage, useFiles, useView } from '../bench.ts';
import { KeyHint } from '../keys/key-hint.tsx';
import { goToFile, readAndNext, toggleRead } from '../steps.ts';
import styles from './file-view.module.css';
import { useFocusIfLost } from './use-focus-if-lost.ts';

/** The name of the file that is shown, how much of it is left, and its mark. */
export function FileHead({ file }: { file: FileSummary }) {
  const heading = useFocusIfLost(file.index);
  const bench = useBench();
  const { counts, view } = bench;
  const { order } = useFiles();
  const count = useStore(counts, (known) => known.get(file.index));
  const coverage = useCoverage().files[file.index];
  const readable = useView((now) => now.readable);
  const layout = useView((now) => now.layout);
  const wrap = useView((now) => now.wrap);
  const at = order.findIndex(({ index }) => index === file.index);
  const isText = file.content === 'text';
  const minified = file.concerns.some(({ concern }) => concern === 'minified');
  return (
    <header className={styles.head}>
      <h2 id="file-name" ref={heading} tabIndex={-1}>
        <VisibleText text={file.path} />
      </h2>
      <p className={styles.counts}>
        {count ? `+${grouped(count.added)} −${grouped(count.removed)}` : 'being counted'}
        {coverage && coverage.notShown > 0 ? ` · ${grouped(coverage.notShown)} not shown` : ''}
      </p>
      <div className={styles.tools}>
        {isText && minified ? (
          <Toggle on={readable} onClick={() => view.setState({ readable: !readable })}>
            Readable <KeyHint action="view" />
          </Toggle>
        ) : null}
        {isText ? (
          <>
            <Toggle
              className={styles.wide}
              on={layout === 'split'}
              onClick={() => view.setState({ layout: layout === 'split' ? 'unified' : 'split' })}
            >
              Two columns <KeyHint action="split" />
            </Toggle>
            <Toggle on={wrap} onClick={() => view.setState({ wrap: !wrap })}>
              Wrap <KeyHint action="wrap" />
            </Toggle>
          </>
        ) : null}
        <button
          type="button"
          aria-label="Previous file"
          disabled={at <= 0}
          onClick={() => goToFile(bench, -1)}
        >
          ‹
        </button>
        <button
          type="button"
          aria-label="Next file"
          disabled={at + 1 >= order.length}
          onClick={() => goToFile(bench, 1)}
        >
          ›
        </button>
        <Toggle on={coverage?.read === true} onClick={() => toggleRead(bench)}>
          {coverage?.read ? <Shape name="check" /> : null} {coverage?.read ? 'Read' : 'Mark read'}{' '}
          <KeyHint action="toggle-read" />
        </Toggle>
        <button type="button" className={styles.go} onClick={() => readAndNext(bench)}>
          Read, next <KeyHint action="read-and-next" />
        </button>
      </div>
    </header>
  );
}

interface ToggleProps {
  readonly on: boolean;
  readonly onClick: () => void;
  readonly className?: string | undefined;
  readonly children: React.ReactNode;
}

function Toggle({ on, onClick, className, children }: ToggleProps) {
  return (
    <button type="button" aria-pressed={on} onClick={onClick} className={className}>
      {children}
    </button>
  );
}
