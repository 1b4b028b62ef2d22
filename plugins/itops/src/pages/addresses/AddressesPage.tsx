import { ComponentType } from 'react';
import { useUrlState } from '../../hooks/useUrlState';
import { AddressListView } from './AddressListView';
import { AddressView } from './AddressViews';
import { HygieneView } from './hygiene/HygieneView';
import { ImportView } from './import/ImportView';
import { PrefixesView } from './prefixes/PrefixesView';
import { RecordsView } from './records/RecordsView';
import { RequestsView } from './requests/RequestsView';
import { VlansView } from './vlans/VlansView';

const VIEWS: Record<AddressView, ComponentType> = {
  list: AddressListView,
  prefixes: PrefixesView,
  vlans: VlansView,
  records: RecordsView,
  requests: RequestsView,
  hygiene: HygieneView,
  import: ImportView,
};

/** Addresses as they are seen, and how they are planned, given away and kept clean. */
export function AddressesPage() {
  const view = useUrlState().get('view');
  const View = Object.entries(VIEWS).find(([name]) => name === view)?.[1];
  return View ? <View /> : <AddressListView />;
}
