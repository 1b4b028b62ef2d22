import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { InterfaceNamesAnswer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem } from '../../../api/problem';
import { PageFrame, Section } from '../../../components/frame';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { StatusChip } from '../../../components/status';
import { count } from '../../../format/quantity';
import { useLive } from '../../../hooks/useLive';
import { useUrlState } from '../../../hooks/useUrlState';
import { PortViews } from '../PortViews';
import { recordProblem } from '../../../components/record';
import { useEditable } from '../records/useEditable';
import { NameMap, overridesWith } from './nameMaps';
import { NamesPanel } from './NamesPanel';
import { NamesTable } from './NamesTable';
import panel from '../../../components/record/RecordPanel.module.css';
import styles from './NamesView.module.css';

const NEW = 'new';

function OriginChip(props: { origin: NameMap['origin'] }) {
  return props.origin === 'override' ? (
    <StatusChip
      tone="info"
      label="your own"
      hint="Somebody here put these names in the place of the product’s."
    />
  ) : (
    <StatusChip
      tone="neutral"
      label="default"
      hint="These names come with the product."
    />
  );
}

/** What can be done with the names of a model. */
function verbOf({ origin }: NameMap): string {
  return origin === 'override' ? 'Change' : 'Replace by my own';
}

/** What the same port is called by the controller, by NetBox and by its system. */
export function NamesView() {
  const { portRecords } = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const url = useUrlState();
  const { may, why } = useEditable();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const live = useLive<{ etag: string; names: InterfaceNamesAnswer }>(
    'interface names',
    signal => portRecords.interfaceNames({ signal }),
  );
  const { data } = live;
  const items = data?.names.items ?? [];
  const wanted = url.get('model');
  const opened = items.find(({ model }) => model === wanted);
  const open = (model: string | undefined) => {
    setProblem(undefined);
    url.set({ model });
  };

  const write = async (
    said: string,
    before: string | undefined,
    map: Omit<NameMap, 'origin'> | undefined,
  ) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const after = await portRecords.setInterfaceNames(data!.etag, {
        items: overridesWith(items, before, map),
      });
      live.replace(() => after);
      toastApi.post({ title: said, status: 'success' });
      open(undefined);
    } catch (error) {
      const found = recordProblem([], error).problem;
      setProblem(found);
      if (found.kind === 'outdated') {
        // What was typed stays; a second save goes on top of what is there now.
        await live.reload();
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <PageFrame idle onRetry={() => {}} question={<PortViews current="names" />}>
      <div className={styles.head}>
        <p className={styles.lead}>
          The same port is 13 for the controller, Port 13 in NetBox and eno1 for
          Linux. These names say which is which, for every device of a model.
        </p>
        {may && data && (
          <Button size="small" variant="primary" onPress={() => open(NEW)}>
            Another model
          </Button>
        )}
      </div>
      {why && <p className={panel.why}>{why}</p>}
      {live.problem && (
        <ProblemState
          problem={live.problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {live.loading && (
        <SkeletonLines lines={3} height={96} label="Loading interface names" />
      )}
      <div className={styles.models}>
        {items.map(map => (
          <Section
            key={`${map.origin} ${map.model}`}
            card
            title={
              <span className={styles.model}>
                {map.model} <OriginChip origin={map.origin} />
              </span>
            }
            aside={count(map.names.length, 'port')}
          >
            {map.aliases.length > 0 && (
              <p className={styles.lead}>
                {`Also called ${map.aliases.join(', ')}`}
              </p>
            )}
            <NamesTable map={map} />
            {may && (
              <Button
                size="small"
                variant="secondary"
                aria-label={`${verbOf(map)}: ${map.model}`}
                onPress={() => open(map.model)}
              >
                {verbOf(map)}
              </Button>
            )}
          </Section>
        ))}
      </div>
      {may && data && (opened || wanted === NEW) && (
        <NamesPanel
          key={wanted}
          map={opened}
          problem={problem}
          busy={busy}
          onSave={map => write(`Saved the names of ${map.model}.`, wanted, map)}
          onReset={() =>
            write(`${wanted} has its default names.`, wanted, undefined)
          }
          onClose={() => open(undefined)}
        />
      )}
    </PageFrame>
  );
}
