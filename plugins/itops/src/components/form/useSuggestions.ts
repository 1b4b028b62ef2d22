import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../api/itopsApiRef';
import { useDebounced } from '../../hooks/useDebounced';
import { useLive } from '../../hooks/useLive';
import { Field, Values } from './fields';

const PAUSE_MS = 200;
const DEVICES = 20;
const PORTS = 200;

/**
 * Names that a field may mean, while it is typed in. They are an offer: where
 * they cannot be read, the name is typed as before.
 */
export function useSuggestions(
  { name, suggest }: Field,
  values: Values,
  active: boolean,
): string[] {
  const api = useApi(itopsApiRef);
  // Of `a.port` the device is `a.device`.
  const of = name.slice(0, name.lastIndexOf('.') + 1);
  const text = values[name] ?? '';
  const device = (values[`${of}device`] ?? '').trim();
  const kind = values[`${of}kind`];
  const question = useDebounced(
    suggest === 'ports' ? `${device} ${kind}` : text,
    PAUSE_MS,
  );
  const isAsked = active && suggest !== undefined;
  const live = useLive<string[]>(
    `${isAsked} ${question}`,
    isAsked
      ? async signal => {
          if (suggest === 'devices') {
            const query = { q: text.trim() || undefined, limit: DEVICES };
            const page = await api.portRecords.devices.list(query, { signal });
            return page.items.map(item => item.name);
          }
          if (!device) {
            return [];
          }
          const query = { device, kind, limit: PORTS };
          const page = await api.portRecords.ports.list(query, { signal });
          return page.items.map(item => item.name);
        }
      : undefined,
  );
  return live.data ?? [];
}
