import { RiDownload2Line } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { VlanPlanWave } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { SidePanel } from '../../components/panel';
import { CopyButton } from '../../components/patch';
import { ProblemState, SkeletonLines } from '../../components/states';
import { saveFile } from '../../components/table/saveFile';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import styles from './Plan.module.css';

/** The text for the ticket: read here, copied, or saved. */
export function RunbookPanel(props: {
  wave: VlanPlanWave;
  onClose: () => void;
}) {
  const { wave, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const { past } = useAsOf();
  // The server writes a runbook only for what is so now.
  const live = useLive<string>(
    `runbook ${wave.id} ${past}`,
    past ? undefined : signal => vlanPlan.runbook(wave.id, { signal }),
  );
  const { data } = live;
  return (
    <SidePanel
      title={`Runbook: ${wave.title}`}
      onClose={onClose}
      footer={
        data !== undefined && (
          <>
            <CopyButton text={data} />
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownload2Line />}
              onPress={() =>
                saveFile(`runbook-${wave.id}.md`, 'text/markdown', data)
              }
            >
              Download
            </Button>
          </>
        )
      }
    >
      {past && (
        <p className={styles.note}>
          A runbook is written from what is so now. Go back to now to read it.
        </p>
      )}
      {live.problem && (
        <ProblemState
          problem={live.problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {!past && live.loading && (
        <SkeletonLines lines={10} label="Writing the runbook" />
      )}
      {data !== undefined && (
        <>
          <p className={styles.note}>
            Markdown for the ticket. Write it anew before you start: it is as
            old as this panel.
          </p>
          {/* A long text is scrolled by keyboard, too. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.runbook} aria-label="Runbook" tabIndex={0}>
            {data}
          </pre>
        </>
      )}
    </SidePanel>
  );
}
