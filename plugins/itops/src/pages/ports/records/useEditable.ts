import { itopsPortUpdatePermission } from '@sankofa/plugin-itops-common';
import {
  Editable,
  useEditable as useMayEdit,
} from '../../../components/record';

/** May the viewer change physical records here and now? */
export function useEditable(): Editable {
  return useMayEdit(itopsPortUpdatePermission);
}
