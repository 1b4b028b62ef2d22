import { useApi } from '@backstage/frontend-plugin-api';
import {
  PortImportAnswer,
  itopsPortUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { ImportState, useImport } from '../../../components/import';

export type Format = 'csv' | 'netbox';
export type Mode = 'merge' | 'replace';

/** An import of physical records. */
export function usePortImport(
  format: Format,
  mode: Mode,
): ImportState<PortImportAnswer> {
  const { portRecords } = useApi(itopsApiRef);
  return useImport({
    choices: [format, mode],
    preview: (input, signal) =>
      portRecords.previewImport({ format, mode, ...input }, { signal }),
    write: (input, previewHash) =>
      portRecords.import({ format, mode, ...input, previewHash }),
    what: 'physical records',
    permission: itopsPortUpdatePermission.name,
  });
}
