import { itopsIpamUpdatePermission } from '@sankofa/plugin-itops-common';
import { PageFrame } from '../../../components/frame';
import {
  EditableNote,
  RecordTable,
  useEditable,
} from '../../../components/record';
import { AddressViews } from '../AddressViews';
import { BulkEdit } from './BulkEdit';
import { addressKind } from './addressKind';

/** Addresses that people keep: one by one, or several at once. */
export function RecordsView() {
  const editable = useEditable(itopsIpamUpdatePermission);
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<AddressViews current="records" />}
    >
      <EditableNote editable={editable} />
      <RecordTable
        kind={addressKind}
        editable={editable}
        withChosen={(rows, onDone) => <BulkEdit rows={rows} onDone={onDone} />}
      />
    </PageFrame>
  );
}
