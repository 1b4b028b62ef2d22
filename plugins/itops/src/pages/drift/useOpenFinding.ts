import { useApi } from '@backstage/frontend-plugin-api';
import { Finding } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Live, useLive } from '../../hooks/useLive';

/**
 * The finding whose panel is open. It is fetched by id, because links from
 * other pages may point at one that the filters in view do not match.
 */
export function useOpenFinding(
  id: string | undefined,
  loaded: Finding | undefined,
  asOf: string | undefined,
): Live<Finding> & { finding: Finding | undefined } {
  const api = useApi(itopsApiRef);
  const live = useLive(
    `finding ${id} ${asOf}`,
    id ? signal => api.finding(id, { asOf, signal }) : undefined,
  );
  const fetched = live.data?.id === id ? live.data : undefined;
  const newest =
    loaded && fetched && loaded.version > fetched.version ? loaded : fetched;
  return { ...live, finding: id ? newest ?? loaded : undefined };
}
