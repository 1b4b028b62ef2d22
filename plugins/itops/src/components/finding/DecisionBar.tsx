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
  const { state } = finding;
  const undo = {
    isPending: busy === 'reopened',
    onPress: decision.reopen,
    children: done && done !== 'reopened' ? 'Undo' : 'Reopen',
  };
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
      {/* A button that has done its work becomes the way back, so that the
          focus of a keyboard stays where it is. */}
      {state !== 'suppressed' && (
        <Button
          size="small"
          variant="secondary"
          {...(state === 'open'
            ? {
                isPending: busy === 'acknowledged',
                onPress: decision.acknowledge,
                children: 'Acknowledge',
              }
            : undo)}
        />
      )}
      <Button
        size="small"
        variant="tertiary"
        {...(state === 'suppressed'
          ? undo
          : { onPress: () => setSuppressing(true), children: 'Suppress…' })}
      />
      {suppressing && (
        <SuppressDialog
          finding={finding}
          problem={problem}
          busy={busy === 'suppressed'}
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
