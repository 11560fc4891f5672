import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './sheet.module.css';

interface Props {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Tree or rail where there is no room for them beside the diff. */
export function Sheet({ title, side, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={`${styles.sheet} ${styles[side]}`}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close className={styles.close}>Close</Dialog.Close>
          </div>
          <div className={styles.content}>{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
