import { useUrlState } from '../../hooks/useUrlState';
import { AddressListView } from './AddressListView';
import { PrefixesView } from './prefixes/PrefixesView';

/** Addresses as they are seen, and the prefixes in which they are planned. */
export function AddressesPage() {
  return useUrlState().get('view') === 'prefixes' ? (
    <PrefixesView />
  ) : (
    <AddressListView />
  );
}
