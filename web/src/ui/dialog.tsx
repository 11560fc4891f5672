import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** Begins at what is to be filled in, keeps the focus, closes on Escape, gives the focus back. */
export function Dialog({ open, onClose, title, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup ref={popup} className={styles.popup} initialFocus={() => field(popup.current)}>
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={styles.close}>Close</Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function field(popup: HTMLElement | null): HTMLElement | true {
  return popup?.querySelector<HTMLElement>('input:not([type]), input[type="text"], textarea') ?? true;
}
