import { useApi } from '@backstage/frontend-plugin-api';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { POLL_MS } from '../../hooks/polling';
import { useAllPages } from '../../hooks/useAllPages';
import { Live } from '../../hooks/useLive';

/** All prefixes, in the order of their tree. */
export function usePrefixes(): Live<IpamPrefixRecord[]> {
  const { ipam } = useApi(itopsApiRef);
  return useAllPages(
    'prefixes',
    (page, signal) => ipam.prefixes(page, { signal }),
    POLL_MS,
  );
}
