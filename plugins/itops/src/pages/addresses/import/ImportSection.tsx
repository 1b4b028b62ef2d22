import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  IpamImportAnswer,
  IpamImportPreviewRequest,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Section } from '../../../components/frame';
import {
  Choice,
  ImportInput,
  ImportSteps,
  useImport,
} from '../../../components/import';
import { EditableNote, useEditable } from '../../../components/record';
import { count } from '../../../format/quantity';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import { Preview, sayCounts } from './Preview';

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
  if (!editable.may) {
    return (
      <Section title="Import" card>
        <EditableNote editable={editable} />
      </Section>
    );
  }
  const counts = state.preview?.counts;
  const writes = counts ? counts.added + counts.changed : 0;
  return (
    <Section title="Import" card>
      <ImportSteps
        state={state}
        expected={EXPECTED}
        asksHeadings
        choices={
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
        }
        sayDone={answer => sayCounts(answer, true)}
        next={
          <Link href={links.addresses({ view: 'prefixes' })}>
            Look at the prefixes
          </Link>
        }
        renderPreview={answer => <Preview answer={answer} />}
        writes={writes}
        apply={{
          label: `Apply: ${count(writes, 'record')}`,
          onPress: state.apply,
        }}
      />
    </Section>
  );
}
