import { FormEvent, ReactNode, useId, useRef, useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { Problem } from '../../api/problem';
import { ProblemState } from '../states';
import { useFirstField } from '../../hooks/useFirstField';
import form from '../form/Form.module.css';
import styles from './NameTypedDialog.module.css';

/** Nothing is destroyed before its name was typed. */
export function NameTypedDialog(props: {
  title: string;
  /** What has to be typed, to the letter. */
  name: string;
  /** What goes. */
  children: ReactNode;
  /** Words on the button. */
  action: string;
  problem: Problem | undefined;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, name, children, action, problem, busy } = props;
  const { onConfirm, onClose } = props;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  const id = useId();
  useFirstField(body);
  const isTyped = text.trim() === name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isTyped && !busy) {
      onConfirm();
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={460}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form
          ref={body}
          id={`${id}-form`}
          className={styles.body}
          onSubmit={submit}
          noValidate
        >
          <p>{children}</p>
          <div className={form.field}>
            <label htmlFor={id} className={form.label}>
              {'Type '}
              <code className={styles.name}>{name}</code>
              {' to confirm'}
            </label>
            <input
              id={id}
              className={form.input}
              value={text}
              onChange={event => setText(event.target.value)}
              autoComplete="off"
              aria-invalid={tried && !isTyped ? true : undefined}
              aria-describedby={tried && !isTyped ? `${id}-error` : undefined}
            />
            {tried && !isTyped && (
              <span id={`${id}-error`} role="alert" className={form.error}>
                That is not what has to be typed.
              </span>
            )}
          </div>
          {problem && <ProblemState problem={problem} />}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button size="small" variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          destructive
          className={styles.destroy}
          type="submit"
          form={`${id}-form`}
          isPending={busy}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
