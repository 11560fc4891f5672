import { VisibleText } from '../../../ui/visible-text.tsx';
import { Failure, Loading } from '../../../ui/state.tsx';
import { lineCount, lineText } from '../../../text/line-text.ts';
import type { FileSummary, SideText } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import styles from './file-view.module.css';
import { useFileText } from './use-file-text.ts';
import { useTold } from './use-told.ts';

/** Where a link leads. Shown as text: nothing here follows it. */
export function LinkView({ file }: { file: FileSummary }) {
  const { draft } = useBench();
  const text = useFileText(file, true);
  useTold(text.data !== undefined, () => draft.showWhole(file.path));
  if (text.isError) return <Failure error={text.error} retry={() => void text.refetch()} />;
  if (!text.data) return <Loading what="the link" />;
  return (
    <dl className={styles.link}>
      <LinkTarget label="led to" side={text.data.base} />
      <LinkTarget label={text.data.base ? 'leads now to' : 'leads to'} side={text.data.target} />
    </dl>
  );
}

function LinkTarget({ label, side }: { label: string; side: SideText | null }) {
  if (!side) return null;
  const lines = Array.from({ length: lineCount(side) }, (_, line) => lineText(side, line));
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>
          <VisibleText text={lines.join('\n')} />
        </code>
      </dd>
    </div>
  );
}
