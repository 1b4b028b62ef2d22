import { usePermission } from '@backstage/plugin-permission-react';
import { itopsPortUpdatePermission } from '@sankofa/plugin-itops-common';
import { useAsOf } from '../../../hooks/useAsOf';

/**
 * May the viewer change physical records here and now? Only what is drawn
 * depends on it; the server decides again.
 *
 * @returns `why` says why not; absent while the answer is on its way
 */
export function useEditable(): { may: boolean; why?: string } {
  const { allowed, loading } = usePermission({
    permission: itopsPortUpdatePermission,
  });
  const { past } = useAsOf();
  if (past) {
    return {
      may: false,
      why: 'You look at the past, where nothing can be changed. Records have no past of their own: these are the ones of now.',
    };
  }
  return allowed || loading
    ? { may: allowed }
    : {
        may: false,
        why: 'You may read these records, not change them: that needs the permission itops.port.update. Ask the IT platform team for it.',
      };
}
