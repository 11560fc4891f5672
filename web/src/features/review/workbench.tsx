import { useEffect, useLayoutEffect, useRef } from 'react';
import { Bar } from './bar.tsx';
import { BenchContext, useBench, useFile, useView, type Bench } from './bench.ts';
import { FileView } from './file/file-view.tsx';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { usePageKeys } from './keys/use-page-keys.ts';
import { useKeys } from './keys/use-keys.ts';
import { SearchBar } from './search/search-bar.tsx';
import { Sheet } from './sheet.tsx';
import { Panel } from './sign/panel.tsx';
import { FileTree } from './tree/file-tree.tsx';
import { JumpDialog } from './tree/jump-dialog.tsx';
import { TooLarge } from './too-large.tsx';
import { useAddress } from './use-address.ts';
import { narrow, useMedia, wide } from './use-media.ts';
import { keepSettings } from './view-settings.ts';
import styles from './workbench.module.css';

/** Tree, file and rail; with the keyboard over all of it. */
export function Workbench({ bench, banner }: { bench: Bench; banner: React.ReactNode }) {
  useKeys(bench);
  useAddress(bench);
  useEffect(() => bench.view.subscribe(keepSettings), [bench]);
  return (
    <BenchContext value={bench}>
      <Layout banner={banner} />
    </BenchContext>
  );
}

function Layout({ banner }: { banner: React.ReactNode }) {
  const { view } = useBench();
  const file = useFile();
  const searching = useView((now) => now.searching);
  const overlay = useView((now) => now.overlay);
  const panel = useView((now) => now.panel);
  const isNarrow = useMedia(narrow);
  const isWide = useMedia(wide);
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // Below whatever stands above: the site's header, a message that the node is gone.
    const top = (main.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    main.current?.style.setProperty('--above', `${top}px`);
  }, []);
  usePageKeys(main);
  const close = (): void => view.setState({ overlay: null });

  return (
    <main ref={main} className={styles.workbench}>
      <Bar />
      {banner}
      {isNarrow && !searching ? <TooLarge /> : null}
      {searching ? <SearchBar /> : null}
      <div className={`${styles.bench} ${panel === 'overview' ? '' : styles.signing}`}>
        {isNarrow ? null : (
          <nav className={styles.tree} aria-label="Files">
            <FileTree />
          </nav>
        )}
        <FileView file={file} />
        {isWide ? (
          <aside className={styles.rail} aria-label="Review">
            <Panel />
          </aside>
        ) : null}
      </div>
      {overlay === 'tree' && isNarrow ? (
        <Sheet title="Files" side="left" onClose={close}>
          <FileTree />
        </Sheet>
      ) : null}
      {overlay === 'panel' && !isWide ? (
        <Sheet title="Review" side="right" onClose={close}>
          <Panel />
        </Sheet>
      ) : null}
      {overlay === 'jump' ? <JumpDialog onClose={close} /> : null}
      <KeysDialog open={overlay === 'keys'} onClose={close} />
      <Said />
    </main>
  );
}

/** What happened, for those who hear and, for a moment's look, for those who see. */
function Said() {
  const { text, turn } = useView((now) => now.said);
  return (
    <output className={styles.said} aria-live="polite">
      {/* The same words again are said again. */}
      <span key={turn}>{text}</span>
    </output>
  );
}
