import { useApi } from '@backstage/frontend-plugin-api';
import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { refOfText } from '../../format/refs';
import { useAsOf } from '../../hooks/useAsOf';
import { Live, useLive } from '../../hooks/useLive';
import { UrlState } from '../../hooks/useUrlState';

/** In the place of a wave: one guest, which `MOVE_PARTS` describe. */
export const ONE_GUEST = 'one-guest';
/** What the address of the page says about the move of one guest. */
export const MOVE_PARTS = ['guest', 'net', 'vid', 'prefix', 'address'] as const;

/** Only asked when the address of the page says of what. */
export function useSimulation(url: UrlState): Live<VlanSimulation> {
  const { vlanPlan } = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const what = url.get('what');
  const [guest, net, vid, prefix, address] = MOVE_PARTS.map(url.get);
  const ask = async (signal: AbortSignal): Promise<VlanSimulation> => {
    if (what !== ONE_GUEST) {
      return vlanPlan.simulateWave(what!, { asOf, signal });
    }
    const move = {
      guest: refOfText(guest ?? '') ?? '',
      ...(net && { net }),
      vid: Number(vid),
      prefix: prefix ?? '',
      ...(address && { address }),
    };
    return vlanPlan.simulate({ moves: [move] }, { signal });
  };
  return useLive<VlanSimulation>(
    `simulate ${asOf} ${what} ${guest} ${net} ${vid} ${prefix} ${address}`,
    what && !(asOf && what === ONE_GUEST) ? ask : undefined,
  );
}
