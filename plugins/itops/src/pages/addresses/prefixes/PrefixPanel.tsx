import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { SidePanel } from '../../../components/panel';
import { Editable, RecordPanel } from '../../../components/record';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { useAllPages } from '../../../hooks/useAllPages';
import { prefixForm } from './prefixForm';

/** A prefix to be written down, changed or deleted. */
export function PrefixPanel(props: {
  /** Undefined for a new one. */
  record: IpamPrefixRecord | undefined;
  editable: Editable;
  onSaved: (cidr: string) => void;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { record, editable, onSaved, onDeleted, onClose } = props;
  const { ipam } = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const vlans = useAllPages('vlans', (page, signal) =>
    ipam.vlans(page, { signal }),
  );
  if (!vlans.data) {
    return (
      <SidePanel title={record?.cidr ?? 'New prefix'} onClose={onClose}>
        {vlans.problem ? (
          <ProblemState problem={vlans.problem} onRetry={vlans.reload} />
        ) : (
          <SkeletonLines lines={6} label="Loading VLANs" />
        )}
      </SidePanel>
    );
  }
  const done = (said: string) =>
    toastApi.post({ title: said, status: 'success' });
  return (
    <RecordPanel
      kind={prefixForm(vlans.data, record)}
      record={record}
      editable={editable}
      onSaved={saved => {
        done(`Saved ${saved.cidr}.`);
        onSaved(saved.cidr);
      }}
      onDeleted={() => {
        done(`Deleted ${record?.cidr}.`);
        onDeleted();
      }}
      onClose={onClose}
    />
  );
}
