import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Link } from '@backstage/ui';
import {
  IpamImportAnswer,
  IpamImportPreviewRequest,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Section } from '../../../components/frame';
import {
  Choice,
  FileChoice,
  HeadingWords,
  ImportInput,
  Working,
  useImport,
} from '../../../components/import';
import { EditableNote, useEditable } from '../../../components/record';
import { ProblemState } from '../../../components/states';
import { count } from '../../../format/quantity';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import { Preview, sayCounts } from './Preview';
import styles from '../../../components/import/Import.module.css';

const EXPECTED =
  'vlans.csv, prefixes.csv, ip-addresses.csv, as NetBox exports them or takes them in; any of them may be left out. UTF-8, at most 48 MiB together.';

/** Files in, a preview, and only then the records. */
export function ImportSection() {
  const { ipam } = useApi(itopsApiRef);
  const url = useUrlState();
  const links = useLinks();
  const editable = useEditable(itopsIpamUpdatePermission);
  const mode: IpamImportPreviewRequest['mode'] =
    url.get('mode') === 'add' ? 'add' : 'update';
  const requestOf = ({ files, words }: ImportInput) => ({ files, words, mode });
  const state = useImport<IpamImportAnswer>({
    choices: [mode],
    preview: (input, signal) =>
      ipam.previewImport(requestOf(input), { signal }),
    write: (input, previewHash) =>
      ipam.import({ ...requestOf(input), previewHash }),
    what: 'address records',
    permission: itopsIpamUpdatePermission.name,
  });
  const { files, preview, problem, work, done } = state;
  if (!editable.may) {
    return (
      <Section title="Import" card>
        <EditableNote editable={editable} />
      </Section>
    );
  }
  const isBusy = work !== undefined;
  const writes = preview ? preview.counts.added + preview.counts.changed : 0;
  const canApply =
    preview !== undefined &&
    preview.counts.problems === 0 &&
    writes > 0 &&
    !isBusy &&
    problem?.kind !== 'conflict';
  return (
    <Section title="Import" card>
      <div className={styles.steps}>
        <Choice
          legend="What the files do"
          name="mode"
          value={mode}
          options={[
            {
              value: 'update',
              label: 'Add and change',
              hint: 'records that are there get what the files say',
            },
            {
              value: 'add',
              label: 'Only add',
              hint: 'records that are there stay as they are',
            },
          ]}
          onChange={value =>
            url.set(
              { mode: value === 'update' ? undefined : value },
              { replace: true },
            )
          }
        />
        <FileChoice
          files={files}
          expected={EXPECTED}
          isDisabled={isBusy}
          onChoose={state.choose}
          onRemove={state.remove}
        />
        <HeadingWords value={state.words} onChange={state.setWords} />
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
              <Link href={links.addresses({ view: 'prefixes' })}>
                Look at the prefixes
              </Link>
            }
          />
        )}
        {preview && <Preview answer={preview} />}
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
                isDisabled={!canApply}
                onPress={state.apply}
              >
                {`Apply: ${count(writes, 'record')}`}
              </Button>
            )}
          </div>
        )}
      </div>
    </Section>
  );
}
