import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { SourceView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem, problemOf } from '../../api/problem';
import { ReasonDialog } from '../../components/reasonDialog';
import { sourceName } from '../../format/words';
import styles from './AcceptRemovalDialog.module.css';

/** Lets a mass removal in: only with a reason, which goes to the audit trail. */
export function AcceptRemovalDialog(props: {
  source: SourceView;
  held: NonNullable<SourceView['heldRemoval']>;
  onAccepted: () => void;
  onClose: () => void;
}) {
  const { source, held, onAccepted, onClose } = props;
  const api = useApi(itopsApiRef);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const accept = async (reason: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.acceptRemoval(source.sourceId, { reason });
      onAccepted();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };

  return (
    <ReasonDialog
      title="Accept the removal"
      question="Why are they gone?"
      description="Kept in the audit trail with your name."
      action={`Remove ${held.missing}`}
      destructive
      problem={problem}
      busy={busy}
      onSubmit={accept}
      onClose={onClose}
    >
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
    </ReasonDialog>
  );
}
