import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState } from 'react';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench, useFiles } from '../bench.ts';
import { bestFirst } from './best-first.ts';
import { matching } from '../tree-rows.ts';
import { openFile } from '../view-store.ts';
import styles from './jump.module.css';
import { Status, statusName } from './status.tsx';

/** Files that are offered at once. */
const mostOffered = 12;

/** Goes to a file by a part of its path: Enter opens the first, the arrows lead to the others. */
export function JumpDialog({ onClose }: { onClose: () => void }) {
  const { view } = useBench();
  const { order } = useFiles();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const found = bestFirst(matching(order, text), text);
  const offered = found.slice(0, mostOffered);

  const press = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter' && event.target === field.current && offered[0]) {
      event.preventDefault();
      return openFile(view, offered[0].index);
    }
    if (step === 0) return;
    event.preventDefault();
    const places = [...(popup.current?.querySelectorAll<HTMLElement>('input, li button') ?? [])];
    places[places.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  };

  return (
    <Dialog.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup ref={popup} className={styles.popup} initialFocus={field} onKeyDown={press}>
          <Dialog.Title className="only-heard">Go to a file</Dialog.Title>
          <input
            ref={field}
            type="text"
            className={styles.field}
            aria-label="Part of its path"
            placeholder="Go to a file: part of its path"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ul className={styles.files} aria-label="Files">
            {offered.map((file) => (
              <li key={file.index}>
                <button type="button" onClick={() => openFile(view, file.index)}>
                  <Status file={file} /> <VisibleText text={file.path} />
                  <span className="only-heard">, {statusName(file)}</span>
                </button>
              </li>
            ))}
          </ul>
          <output className={styles.more}>
            {found.length === 0
              ? 'No file has that in its path.'
              : found.length > offered.length
                ? `${found.length - offered.length} more: type more of the path.`
                : ''}
          </output>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
