import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { AuditVerdict } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem, problemOf } from '../../api/problem';
import { FormField } from '../../components/form';
import { Section } from '../../components/frame';
import { ProblemState } from '../../components/states';
import { count } from '../../format/quantity';
import styles from './Audit.module.css';

const ANCHORS = {
  name: 'anchors',
  label: 'Seals that were kept elsewhere',
  as: 'lines' as const,
  hint: 'From the log of the backend or an export, one a line: 128:9f86d0… Whoever can change the database can make the whole chain anew, and only these show it.',
};

/** What the check found, in one sentence and what follows from it. */
function Verdict(props: { verdict: AuditVerdict; kept: number }) {
  const { verdict, kept } = props;
  if (!verdict.sound) {
    const row = verdict.id === undefined ? '' : ` Row ${verdict.id}:`;
    return (
      <div role="alert">
        <Alert
          status="danger"
          icon
          title={`The chain does not hold at seal ${verdict.seal}.`}
          description={`${row} ${verdict.reason}. Keep an export of the trail as it is now and compare it with your backups.`.trim()}
        />
      </div>
    );
  }
  const { head, unsealed } = verdict;
  return (
    <div role="status">
      <Alert
        status="success"
        icon
        title={
          head.number === 0
            ? 'Nothing is sealed yet, so there is nothing to check.'
            : `Sound up to seal ${head.number}.`
        }
        description={`${count(unsealed, 'row')} ${
          unsealed === 1 ? 'waits' : 'wait'
        } for a seal. ${
          kept > 0
            ? `The ${count(kept, 'seal')} that you kept ${
                kept === 1 ? 'is' : 'are'
              } part of it.`
            : `Keep this seal elsewhere: ${head.number}:${head.hash}`
        }`}
      />
    </div>
  );
}

/** Checks the chain over the whole trail, also against seals that were kept elsewhere. */
export function VerifySection() {
  const api = useApi(itopsApiRef);
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ verdict: AuditVerdict; kept: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    const anchors = text.split(/[\s,;]+/).filter(Boolean);
    setBusy(true);
    setFound(undefined);
    setProblem(undefined);
    try {
      const verdict = await api.verifyAudit(anchors);
      setFound({ verdict, kept: anchors.length });
    } catch (error) {
      const failed = problemOf(error);
      setProblem(
        failed.kind === 'invalid'
          ? {
              ...failed,
              title: 'One of the seals cannot be read.',
              remedy: 'Write the number of the seal, a colon and its hash.',
            }
          : failed,
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      card
      title="Is the trail whole?"
      aside={
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiShieldCheckLine />}
          isPending={busy}
          onPress={verify}
        >
          Verify
        </Button>
      }
    >
      <div className={styles.verify}>
        <p>
          Every row is sealed within a second, and each seal covers the one
          before: a row that is changed, removed or put in afterwards breaks the
          chain.
        </p>
        {problem && <ProblemState problem={problem} />}
        {found && <Verdict {...found} />}
        <details>
          <summary>Check against seals that you kept</summary>
          <FormField
            field={ANCHORS}
            values={{ anchors: text }}
            error={undefined}
            onChange={setText}
          />
        </details>
      </div>
    </Section>
  );
}
