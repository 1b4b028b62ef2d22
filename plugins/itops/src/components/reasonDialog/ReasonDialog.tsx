import { ReactNode, useState } from 'react';
import { TextAreaField } from '@backstage/ui';
import { Problem } from '../../api/problem';
import { FormDialog } from '../formDialog';
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
  const reason = text.trim();
  const refusal = refusalOf(reason);

  const submit = () => {
    setTried(true);
    if (!refusal) {
      onSubmit(reason);
    }
  };

  return (
    <FormDialog
      title={title}
      action={action}
      destructive={destructive}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
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
    </FormDialog>
  );
}
