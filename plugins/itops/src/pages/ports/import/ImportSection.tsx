import { useState } from 'react';
import { Alert, Button, Link } from '@backstage/ui';
import { Section } from '../../../components/frame';
import {
  Choice,
  FileChoice,
  HeadingWords,
  Working,
} from '../../../components/import';
import { ProblemState } from '../../../components/states';
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
  const { files, preview, problem, work, done } = state;
  const [confirming, setConfirming] = useState(false);
  if (!may) {
    return (
      <Section title="Import" card>
        {why && <p className={panel.why}>{why}</p>}
      </Section>
    );
  }
  const isBusy = work !== undefined;
  const writes = preview ? writesOf(preview) : 0;
  const removed = preview?.counts.removed ?? 0;
  const canApply =
    preview !== undefined &&
    preview.counts.problems === 0 &&
    writes > 0 &&
    !isBusy &&
    problem?.kind !== 'conflict';
  const confirmed = `remove ${removed}`;
  return (
    <Section title="Import" card>
      <div className={styles.steps}>
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
        <FileChoice
          files={files}
          expected={EXPECTED[format]}
          isDisabled={isBusy}
          onChoose={state.choose}
          onRemove={state.remove}
        />
        {format === 'netbox' && (
          <HeadingWords value={state.words} onChange={state.setWords} />
        )}
        {work && <Working work={work} onCancel={state.cancel} />}
        {problem && (
          <ProblemState
            problem={problem}
            onRetry={
              problem.kind === 'conflict' || problem.kind === 'unavailable'
                ? state.compare
                : undefined
            }
          />
        )}
        {done && (
          <Alert
            status="success"
            icon
            title={`Written: ${sayCounts(done, true)}`}
            description="Who wrote what is in the audit trail."
            customActions={
              <Link href={links.ports({ view: 'records', of: 'cables' })}>
                Look at the records
              </Link>
            }
          />
        )}
        {preview && (
          <Preview
            answer={preview}
            mode={mode}
            isBusy={isBusy}
            onAccept={state.accept}
          />
        )}
        {files.length > 0 && (
          <div className={styles.actions}>
            <Button size="small" variant="tertiary" onPress={state.restart}>
              Start over
            </Button>
            <Button
              size="small"
              variant={preview ? 'secondary' : 'primary'}
              isDisabled={isBusy}
              onPress={state.compare}
            >
              {preview ? 'Preview again' : 'Preview'}
            </Button>
            {preview && (
              <Button
                size="small"
                variant="primary"
                destructive={removed > 0}
                isDisabled={!canApply}
                onPress={() =>
                  removed > 0 ? setConfirming(true) : state.apply()
                }
              >
                {removed > 0 ? 'Apply…' : `Apply: ${count(writes, 'record')}`}
              </Button>
            )}
          </div>
        )}
        {confirming && (
          <NameTypedDialog
            title="Remove records with this import"
            name={confirmed}
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
      </div>
    </Section>
  );
}
