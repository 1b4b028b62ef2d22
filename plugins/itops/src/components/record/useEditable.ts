import { usePermission } from '@backstage/plugin-permission-react';
import { itopsIpamUpdatePermission } from '@sankofa/plugin-itops-common';
import { useAsOf } from '../../hooks/useAsOf';

export interface Editable {
  may: boolean;
  /** Why not; absent while the answer is on its way. */
  why?: string;
}

/**
 * May the viewer change records here and now? Only what is drawn depends on it;
 * the server decides again.
 */
export function useEditable(
  permission: typeof itopsIpamUpdatePermission,
): Editable {
  const { allowed, loading } = usePermission({ permission });
  const { past } = useAsOf();
  if (past) {
    return {
      may: false,
      why: 'You look at the past, where nothing can be changed. The records here are those of now.',
    };
  }
  return allowed || loading
    ? { may: allowed }
    : {
        may: false,
        why: `You may read these records, not change them: that needs the permission ${permission.name}. Ask the IT platform team for it.`,
      };
}
