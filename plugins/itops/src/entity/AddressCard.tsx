import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { AddressDetail, ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { AddressFacts } from '../components/address';
import { LiveCard } from './LiveCard';

function behind({ address }: AddressDetail) {
  return address.claims;
}

/** Entity card of an address: state, why, owner and every claim. */
export function AddressCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.address(id, options),
    [api],
  );
  return (
    <LiveCard title="Address" name="address" load={load} behind={behind}>
      {({ address }) => <AddressFacts address={address} />}
    </LiveCard>
  );
}
