import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../api/itopsApiRef';
import { AddressFacts } from '../components/address';
import { LiveCard } from './LiveCard';

/** Entity card of an address: state, why, owner and every claim. */
export function AddressCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, signal: AbortSignal) => api.address(id, { signal }),
    [api],
  );
  return (
    <LiveCard title="Address" name="address" load={load}>
      {({ address }) => <AddressFacts address={address} />}
    </LiveCard>
  );
}
