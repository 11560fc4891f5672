import { Failure, Loading } from '../../../ui/state.tsx';
import type { FileSummary } from '../../../worker/reading.ts';
import { FileHead } from './file-head.tsx';
import { BinaryView } from './binary-view.tsx';
import styles from './file-view.module.css';
import { LinkView } from './link-view.tsx';
import { Notices } from './notices.tsx';
import { TextView } from './text-view.tsx';
import { useFileText } from './use-file-text.ts';

/** One file: its name and marks, what is to be known of it, and its content. */
export function FileView({ file }: { file: FileSummary }) {
  const text = useFileText(file, file.content === 'text');
  return (
    <section className={styles.file} aria-labelledby="file-name">
      <FileHead file={file} />
      <Notices file={file} text={text.data ?? null} />
      {file.content === 'binary' ? <BinaryView key={file.index} file={file} /> : null}
      {file.content === 'link' ? <LinkView key={file.index} file={file} /> : null}
      {file.content !== 'text' ? null : text.data ? (
        <TextView key={file.index} file={file} text={text.data} />
      ) : text.isError ? (
        <div className={styles.state}>
          <Failure error={text.error} retry={() => void text.refetch()} />
          <p>This file was not shown, and counts as unread.</p>
        </div>
      ) : (
        <div className={styles.state}>
          <Loading what="the lines" />
        </div>
      )}
    </section>
  );
}
