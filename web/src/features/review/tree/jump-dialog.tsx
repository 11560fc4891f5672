import { useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench } from '../bench.ts';
import { matching } from '../tree-rows.ts';
import { openFile } from '../view-store.ts';
import { Status, statusName } from './status.tsx';
import styles from './jump.module.css';

/** Files that are offered at once. */
const mostOffered = 12;

/** Goes to a file by a part of its path. */
export function JumpDialog({ onClose }: { onClose: () => void }) {
  const { order, view } = useBench();
  const [text, setText] = useState('');
  const [chosen, choose] = useState(0);
  const found = matching(order, text);
  const offered = found.slice(0, mostOffered);
  const at = Math.min(chosen, Math.max(0, offered.length - 1));
  const press = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      choose(Math.min(Math.max(0, at + step), offered.length - 1));
    }
    const file = offered[at];
    if (event.key === 'Enter' && file) openFile(view, file.index);
  };
  return (
    <Dialog open onClose={onClose} title="Go to a file">
      <input
        type="text"
        role="combobox"
        className={styles.field}
        aria-label="Part of its path"
        aria-expanded
        aria-controls="jump-files"
        aria-activedescendant={offered[at] ? `jump-${offered[at].index}` : undefined}
        placeholder="Part of its path"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          choose(0);
        }}
        onKeyDown={press}
      />
      <ul id="jump-files" role="listbox" aria-label="Files" className={styles.files}>
        {offered.map((file, place) => (
          // The field keeps the focus and answers the keys.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={file.index}
            id={`jump-${file.index}`}
            role="option"
            aria-selected={place === at}
            onClick={() => openFile(view, file.index)}
          >
            <Status file={file} /> <VisibleText text={file.path} />
            <span className="only-heard">, {statusName(file)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.more} role="status">
        {found.length === 0
          ? 'No file has that in its path.'
          : found.length > offered.length
            ? `${found.length - offered.length} more: type more of the path.`
            : ''}
      </p>
    </Dialog>
  );
}
