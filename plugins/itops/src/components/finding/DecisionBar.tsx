import { useState } from 'react';
import { Button } from '@backstage/ui';
import { Finding } from '@sankofa/plugin-itops-common';
import { useAsOf } from '../../hooks/useAsOf';
import { DecisionKind, useDecision } from '../../hooks/useDecision';
import { useMay } from '../../hooks/useMay';
import { SuppressDialog } from './SuppressDialog';
import styles from './DecisionBar.module.css';

const SAID: Record<DecisionKind, string> = {
  acknowledged: 'Acknowledged.',
  suppressed: 'Suppressed.',
  reopened: 'Open again.',
};

/** The decisions a person may take on a finding, and the way back. */
export function DecisionBar(props: {
  finding: Finding;
  onChange: (finding: Finding) => void;
}) {
  const { finding, onChange } = props;
  const { past } = useAsOf();
  const may = useMay('decide on findings');
  const decision = useDecision(finding, onChange);
  const [suppressing, setSuppressing] = useState(false);
  const { busy, done, problem } = decision;

  if (!may || past || finding.state === 'resolved') {
    return null;
  }
  const open = finding.state === 'open';
  const undoable = done && done !== 'reopened' && !open;
  return (
    <div className={styles.bar}>
      <div aria-live="polite" className={styles.said}>
        {done && SAID[done]}
        {problem && (
          <span className={styles.problem}>
            {problem.title} {problem.remedy}
          </span>
        )}
      </div>
      {open && (
        <Button
          size="small"
          variant="secondary"
          isDisabled={busy}
          onPress={decision.acknowledge}
        >
          Acknowledge
        </Button>
      )}
      {finding.state !== 'suppressed' && (
        <Button
          size="small"
          variant="tertiary"
          isDisabled={busy}
          onPress={() => setSuppressing(true)}
        >
          Suppress…
        </Button>
      )}
      {!open && (
        <Button
          size="small"
          variant="tertiary"
          isDisabled={busy}
          onPress={decision.reopen}
        >
          {undoable ? 'Undo' : 'Reopen'}
        </Button>
      )}
      {suppressing && (
        <SuppressDialog
          finding={finding}
          problem={problem}
          busy={busy}
          onSuppress={async (until, reason) => {
            if (await decision.suppress(until, reason)) {
              setSuppressing(false);
            }
          }}
          onClose={() => setSuppressing(false)}
        />
      )}
    </div>
  );
}
