import { useApi } from '@backstage/frontend-plugin-api';
import { VlanPlanAnswer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { POLL_MS } from '../../hooks/polling';
import { useAsOf } from '../../hooks/useAsOf';
import { Live, useLive } from '../../hooks/useLive';

/** The board of the moment that is looked at. */
export function usePlanBoard(): Live<VlanPlanAnswer> {
  const { vlanPlan } = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  return useLive(
    `vlan plan ${asOf}`,
    signal => vlanPlan.board({ asOf, signal }),
    asOf ? undefined : POLL_MS,
  );
}
