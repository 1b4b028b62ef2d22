import { useCallback } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/** Address of a catalog entity's page, or undefined where there is no catalog or no reference. */
export function useEntityHref(): (
  entityRef: string | undefined,
) => string | undefined {
  const route = useRouteRef(entityRouteRef);
  return useCallback(
    entityRef => {
      if (!entityRef || !route) {
        return undefined;
      }
      try {
        return route(entityRouteParams(entityRef, { encodeParams: true }));
      } catch {
        // Owners come from declared files; what is no reference stays text.
        return undefined;
      }
    },
    [route],
  );
}
