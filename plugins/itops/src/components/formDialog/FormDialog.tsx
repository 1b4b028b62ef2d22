import { FormEvent, ReactNode, RefObject, useId, useRef } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useFirstField } from '../../hooks/useFirstField';
import styles from './FormDialog.module.css';

/** A dialog with a form in it: the cursor in the first field, Enter sends it. */
export function FormDialog(props: {
  title: string;
  /** Words on the button that sends it. */
  action: string;
  destructive?: boolean;
  busy: boolean;
  width?: number;
  /** Where the caller has to find a field of it. */
  element?: RefObject<HTMLFormElement>;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, action, destructive, busy, width = 460, onClose } = props;
  const own = useRef<HTMLFormElement>(null);
  const element = props.element ?? own;
  const id = useId();
  useFirstField(element);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) {
      props.onSubmit();
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={width}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form
          ref={element}
          id={id}
          className={styles.form}
          onSubmit={submit}
          noValidate
        >
          {props.children}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button size="small" variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          destructive={destructive}
          className={destructive ? styles.destroy : undefined}
          type="submit"
          form={id}
          isPending={busy}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
