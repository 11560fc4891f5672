import { VisibleText } from '../../../ui/visible-text.tsx';

/** A text of several lines. Its line ends are ends of lines; whatever else does not show is spelled out. */
export function TextLines({ text }: { text: string }) {
  return text.split('\n').map((line, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- lines never move
    <span key={at}>
      {at === 0 ? null : '\n'}
      <VisibleText text={line} />
    </span>
  ));
}
