import { useState } from 'react';
import { Link } from '@backstage/ui';
import { Section } from '../../../components/frame';
import { Choice, ImportSteps } from '../../../components/import';
import { count } from '../../../format/quantity';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import { NameTypedDialog } from '../../../components/record';
import { useEditable } from '../records/useEditable';
import { Preview, sayCounts, writesOf } from './Preview';
import { Format, Mode, usePortImport } from './usePortImport';
import panel from '../../../components/record/RecordPanel.module.css';
import styles from '../../../components/import/Import.module.css';

const EXPECTED: Record<Format, string> = {
  csv: 'port-devices.csv, ports.csv, cables.csv; any of them may be left out. UTF-8, at most 8 MiB together.',
  netbox:
    'devices, interfaces, rear-ports, front-ports, mac-addresses and cables, as NetBox exports them or takes them in. UTF-8, at most 8 MiB together.',
};

/** Files in, a preview, and only then the records. */
export function ImportSection() {
  const url = useUrlState();
  const links = useLinks();
  const { may, why } = useEditable();
  const format: Format = url.get('format') === 'netbox' ? 'netbox' : 'csv';
  const mode: Mode = url.get('mode') === 'replace' ? 'replace' : 'merge';
  const state = usePortImport(format, mode);
  const [confirming, setConfirming] = useState(false);
  if (!may) {
    return (
      <Section title="Import" card>
        {why && <p className={panel.why}>{why}</p>}
      </Section>
    );
  }
  const isBusy = state.work !== undefined;
  const writes = state.preview ? writesOf(state.preview) : 0;
  const removed = state.preview?.counts.removed ?? 0;
  return (
    <Section title="Import" card>
      <ImportSteps
        state={state}
        expected={EXPECTED[format]}
        asksHeadings={format === 'netbox'}
        choices={
          <div className={styles.choices}>
            <Choice
              legend="What the files are"
              name="format"
              value={format}
              onChange={value =>
                url.set(
                  { format: value === 'csv' ? undefined : value },
                  { replace: true },
                )
              }
              options={[
                {
                  value: 'csv',
                  label: 'CSV',
                  hint: 'the tables that Export saves',
                },
                {
                  value: 'netbox',
                  label: 'NetBox',
                  hint: 'its bulk import or export',
                },
              ]}
            />
            <Choice
              legend="What they do"
              name="mode"
              value={mode}
              onChange={value =>
                url.set(
                  { mode: value === 'merge' ? undefined : value },
                  { replace: true },
                )
              }
              options={[
                { value: 'merge', label: 'Merge', hint: 'add and change' },
                {
                  value: 'replace',
                  label: 'Replace',
                  hint: 'also remove what they do not list; they win every conflict',
                },
              ]}
            />
          </div>
        }
        sayDone={answer => sayCounts(answer, true)}
        next={
          <Link href={links.ports({ view: 'records', of: 'cables' })}>
            Look at the records
          </Link>
        }
        renderPreview={answer => (
          <Preview
            answer={answer}
            mode={mode}
            isBusy={isBusy}
            onAccept={state.accept}
          />
        )}
        writes={writes}
        apply={{
          label: removed > 0 ? 'Apply…' : `Apply: ${count(writes, 'record')}`,
          destructive: removed > 0,
          onPress: () => (removed > 0 ? setConfirming(true) : state.apply()),
        }}
      />
      {confirming && (
        <NameTypedDialog
          title="Remove records with this import"
          name={`remove ${removed}`}
          action="Apply the import"
          problem={undefined}
          busy={isBusy}
          onConfirm={() => {
            setConfirming(false);
            state.apply();
          }}
          onClose={() => setConfirming(false)}
        >
          {`This import removes ${count(
            removed,
            'record',
          )}, named in the preview under “To be removed”, and writes everything else that the preview names.`}
        </NameTypedDialog>
      )}
    </Section>
  );
}
