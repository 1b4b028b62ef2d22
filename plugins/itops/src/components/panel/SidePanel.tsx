import { ReactNode } from 'react';
import { Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import styles from './SidePanel.module.css';

/**
 * A drawer from the right edge (the whole screen on a phone). It is a Backstage
 * UI dialog in another place: focus is kept inside, Escape and a press beside
 * it close it, and focus goes back to where it came from.
 */
export function SidePanel(props: {
  title: string;
  onClose: () => void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { title, onClose, footer, children } = props;
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      className={styles.panel}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody className={styles.body}>{children}</DialogBody>
      {footer && <DialogFooter>{footer}</DialogFooter>}
    </Dialog>
  );
}
