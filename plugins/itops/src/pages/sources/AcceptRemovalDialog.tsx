import { FormEvent, useId, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { SourceView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem, problemOf } from '../../api/problem';
import { sourceName } from '../../format/words';
import styles from './AcceptRemovalDialog.module.css';

const MIN_REASON = 3;

/** Lets a mass removal in: only with a reason, which goes to the audit trail. */
export function AcceptRemovalDialog(props: {
  source: SourceView;
  held: NonNullable<SourceView['heldRemoval']>;
  onAccepted: () => void;
  onClose: () => void;
}) {
  const { source, held, onAccepted, onClose } = props;
  const api = useApi(itopsApiRef);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const formId = useId();
  const refused = reason.trim().length < MIN_REASON;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (refused) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await api.acceptRemoval(source.sourceId, { reason: reason.trim() });
      onAccepted();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>Accept the removal</DialogHeader>
      <DialogBody>
        <form id={formId} className={styles.form} onSubmit={submit} noValidate>
          <p>
            {`${sourceName(source.sourceId, source.kind)} no longer names ${
              held.missing
            } of ${
              held.of
            } things. If you accept, they leave the inventory and the catalog, and their findings are judged anew.`}
          </p>
          <ul className={styles.examples}>
            {held.examples.map(example => (
              <li key={example}>{example}</li>
            ))}
          </ul>
          <TextAreaField
            label="Why are they gone?"
            description="Kept in the audit trail with your name."
            value={reason}
            onChange={setReason}
            isRequired
            isInvalid={tried && refused}
          />
          {tried && refused && (
            <span role="alert" className={styles.refused}>
              Give a reason of at least three characters.
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
          destructive
          type="submit"
          form={formId}
          isPending={busy}
        >
          {`Remove ${held.missing}`}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
