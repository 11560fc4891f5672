import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { grouped } from '../../ui/counts.ts';

/** Anybody can make keys, and statements without end; a page that draws them all stands still. */
const step = 50;

interface Props<Item> {
  readonly items: readonly Item[];
  /** `flags` */
  readonly what: string;
  readonly className: string | undefined;
  readonly renderItem: (item: Item) => React.ReactNode;
}

/** A list of which the first are drawn, and more at the reader's wish. */
export function InSteps<Item>({ items, what, className, renderItem }: Props<Item>) {
  const [shown, setShown] = useState(step);
  const more = items.length - shown;
  return (
    <>
      <ul className={className}>{items.slice(0, shown).map(renderItem)}</ul>
      {more > 0 ? (
        <Button onClick={() => setShown(shown + step)}>
          Show {grouped(Math.min(step, more))} more of {grouped(items.length)} {what}
        </Button>
      ) : null}
    </>
  );
}
