import { FormEvent, ReactNode, useId, useRef, useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { Problem } from '../../api/problem';
import { useFirstField } from '../../hooks/useFirstField';
import styles from './ReasonDialog.module.css';

/** What the server takes, without the blanks around it. */
const MIN_REASON = 3;
const MAX_REASON = 2000;

function refusalOf(reason: string): string | undefined {
  if (reason.length < MIN_REASON) {
    return 'Give a reason of at least three characters.';
  }
  return reason.length > MAX_REASON
    ? `Keep the reason under ${MAX_REASON.toLocaleString()} characters.`
    : undefined;
}

/** Asks for a reason before something is done that others will ask about. */
export function ReasonDialog(props: {
  title: string;
  /** What will happen, and choices about it; stands above the reason. */
  children: ReactNode;
  /** The question that the reason answers. */
  question: string;
  /** Who will read the answer. */
  description: string;
  /** Words on the button that does it. */
  action: string;
  destructive?: boolean;
  /** Why the last attempt failed. */
  problem: Problem | undefined;
  busy: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}) {
  const { title, children, question, description, action, destructive } = props;
  const { problem, busy, onSubmit, onClose } = props;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  useFirstField(form);
  const reason = text.trim();
  const refusal = refusalOf(reason);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!refusal) {
      onSubmit(reason);
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={460}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form
          ref={form}
          id={formId}
          className={styles.form}
          onSubmit={submit}
          noValidate
        >
          {children}
          <TextAreaField
            label={question}
            description={description}
            value={text}
            onChange={setText}
            isRequired
            isInvalid={tried && refusal !== undefined}
          />
          {tried && refusal && (
            <span role="alert" className={styles.refused}>
              {refusal}
            </span>
          )}
          {problem && (
            <span role="alert" className={styles.refused}>
              {problem.title} {problem.remedy}
            </span>
          )}
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
          type="submit"
          form={formId}
          isPending={busy}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
