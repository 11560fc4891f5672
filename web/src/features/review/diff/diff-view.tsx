import { useMemo, useRef } from 'react';
import type {
  FileSummary,
  FileText,
  LineTokens,
  ReadableText,
  SearchHit,
  Side,
} from '../../../worker/reading.ts';
import type { LinePlace } from './cursor.ts';
import { DiffRows } from './diff-rows.tsx';
import styles from './diff-view.module.css';
import type { Moves } from './moved-lines.ts';
import type { Layout } from './segments.ts';
import type { LineRange } from './shown-lines.ts';
import { useWidth } from './use-width.ts';
import { rawLines } from './raw-lines.ts';

/** Lines that a comment is about, from 0; `to` is the last of them. */
interface CommentedLines {
  readonly id: string;
  readonly side: Side;
  readonly line: number;
  readonly to?: number;
}

/** What the keyboard does in the diff; a boolean says whether there was one in this file. */
export interface DiffHandle {
  /** Without a cursor, the first group of changes. */
  nextHunk(): boolean;
  /** Without a cursor, the last. */
  previousHunk(): boolean;
  /** Moves the cursor by so many lines, up when negative. */
  nextLine(lines: number): boolean;
  scrollTo(side: Side, line: number): void;
  /** Shows the unchanged lines that are folded away next to the cursor. */
  expandHere(): boolean;
  expandAll(): void;
  /** Opens a comment on the lines that are picked, or on the cursor's. */
  openComment(): boolean;
}

export interface DiffViewProps {
  readonly file: FileSummary;
  readonly text: FileText;
  /** Of the text that is shown. */
  readonly tokens: { readonly base: LineTokens | null; readonly target: LineTokens | null };
  /** In place of those of `text`, which are within the file alone. */
  readonly moves: Moves;
  readonly layout: Layout;
  readonly wrap: boolean;
  /** Shown instead of the raw text: a guide. What is on screen then does not count as shown. */
  readonly readable: ReadableText | null;
  /** Lines, here and in all that follows, are of the raw file, from 0. */
  readonly cursor: LinePlace | null;
  readonly onCursor: (place: LinePlace) => void;
  readonly comments: readonly CommentedLines[];
  /** What stands below a line; null where nothing does, which is nearly everywhere. Asked for every line in view. */
  readonly renderBelow: (side: Side, line: number) => React.ReactNode;
  /** Changed lines that were on screen to their end, each once as long as the file is shown; `to` is exclusive. */
  readonly onShown: (ranges: readonly LineRange[]) => void;
  /** Of all files; sorted. */
  readonly hits: readonly SearchHit[];
  readonly activeHit: SearchHit | null;
  /** `to` is the last line. */
  readonly onOpenComment: (side: Side, from: number, to: number) => void;
  /** Where a line moved to, or from. */
  readonly onOpenFile: (index: number, side: Side, line: number) => void;
  readonly ref?: React.Ref<DiffHandle>;
}

/** Below this width two columns would show too little of each line. */
const splitWidth = 720;

/** The changes of one file as rows. It fills its parent, and scrolls in both directions by itself. */
export function DiffView(props: DiffViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { file, text, readable } = props;
  const isPair = text.base !== null && text.target !== null;
  const layout = isPair && width >= splitWidth ? props.layout : 'unified';
  const raw = useMemo(() => rawLines(readable), [readable]);
  return (
    <div ref={frame} className={styles.view}>
      {readable === null ? null : (
        <div className={styles.strip}>
          <p>
            A guide: the same code broken into lines. What you sign is the raw file.
            {readable.namesFolded
              ? ' Names of up to three letters were taken for equal, so a change of such a name alone does not show.'
              : ''}{' '}
            Nothing counts as shown here.
          </p>
        </div>
      )}
      {width === 0 ? null : (
        <DiffRows
          key={`${file.index} ${readable === null ? 'raw' : 'readable'}`}
          {...props}
          shownText={readable ?? text}
          raw={raw}
          layout={layout}
          width={width}
        />
      )}
    </div>
  );
}
