import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { AddressFacts } from '../components/address';
import { behindAddress } from '../format/behind';
import { LiveCard } from './LiveCard';

/** Entity card of an address: state, why, owner and every claim. */
export function AddressCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.address(id, options),
    [api],
  );
  return (
    <LiveCard title="Address" name="address" load={load} behind={behindAddress}>
      {({ address }) => <AddressFacts address={address} />}
    </LiveCard>
  );
}
