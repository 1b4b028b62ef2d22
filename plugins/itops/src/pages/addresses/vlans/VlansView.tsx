import { itopsIpamUpdatePermission } from '@sankofa/plugin-itops-common';
import { PageFrame } from '../../../components/frame';
import {
  EditableNote,
  RecordTable,
  useEditable,
} from '../../../components/record';
import { AddressViews } from '../AddressViews';
import { vlanKind } from './vlanKind';

/** VLANs as they are written down, with the prefixes that name them. */
export function VlansView() {
  const editable = useEditable(itopsIpamUpdatePermission);
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<AddressViews current="vlans" />}
    >
      <EditableNote editable={editable} />
      <RecordTable kind={vlanKind} editable={editable} />
    </PageFrame>
  );
}
