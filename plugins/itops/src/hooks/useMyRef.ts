import { identityApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useLive } from './useLive';

/** Entity of the viewer; undefined while, or where, nobody can say. */
export function useMyRef(): string | undefined {
  const identity = useApiHolder().get(identityApiRef);
  const live = useLive<string>(
    'my identity',
    identity &&
      (async () => (await identity.getBackstageIdentity()).userEntityRef),
  );
  return live.data;
}
