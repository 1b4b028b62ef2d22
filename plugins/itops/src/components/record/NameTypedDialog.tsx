import { ReactNode, useId, useState } from 'react';
import { Problem } from '../../api/problem';
import { FormDialog } from '../formDialog';
import { ProblemState } from '../states';
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
  const id = useId();
  const isTyped = text.trim() === name;
  const isWrong = tried && !isTyped;
  const submit = () => {
    setTried(true);
    if (isTyped) {
      onConfirm();
    }
  };
  return (
    <FormDialog
      title={title}
      action={action}
      destructive
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
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
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-error` : undefined}
        />
        {isWrong && (
          <span id={`${id}-error`} role="alert" className={form.error}>
            That is not what has to be typed.
          </span>
        )}
      </div>
      {problem && <ProblemState problem={problem} />}
    </FormDialog>
  );
}
