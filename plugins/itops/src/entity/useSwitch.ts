import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Answer,
  ItopsReadOptions,
  SwitchPortRow,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';

/** A switch as it is now; undefined where no controller lists it. */
export type SwitchAnswer = Answer & { device?: SwitchView };

/** A port, and the switch it belongs to. */
export type PortAnswer = SwitchAnswer & { row?: SwitchPortRow };

/** Asks for a switch by its id, `<source>/<MAC>`. */
export function useSwitch() {
  const api = useApi(itopsApiRef);
  return useCallback(
    async (id: string, options: ItopsReadOptions): Promise<SwitchAnswer> => {
      const { asOf, signal } = options;
      const { items, ...answer } = await api.ports(
        { switch: id, asOf },
        { signal },
      );
      return { ...answer, device: items[0] };
    },
    [api],
  );
}

/** Asks for a port by its id, `<source>/<switch MAC>/<lowest port>`. */
export function usePort() {
  const load = useSwitch();
  return useCallback(
    async (id: string, options: ItopsReadOptions): Promise<PortAnswer> => {
      const end = id.lastIndexOf('/');
      const answer = await load(id.slice(0, end), options);
      const lowest = Number(id.slice(end + 1));
      const row = answer.device?.ports.find(({ ports }) => ports[0] === lowest);
      return { ...answer, row };
    },
    [load],
  );
}

/** What an answer about a switch or port rests on. */
export function behindSwitch({ device }: SwitchAnswer) {
  return device ? [device] : [];
}
