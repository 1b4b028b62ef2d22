import { ReactNode } from 'react';
import { ViewBar } from '../../components/views';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';

export type AddressView =
  | 'list'
  | 'prefixes'
  | 'vlans'
  | 'records'
  | 'requests'
  | 'hygiene'
  | 'import';

const VIEWS: { view: AddressView; label: string }[] = [
  { view: 'list', label: 'All addresses' },
  { view: 'prefixes', label: 'Prefixes' },
  { view: 'vlans', label: 'VLANs' },
  { view: 'records', label: 'Records' },
  { view: 'requests', label: 'Requests' },
  { view: 'hygiene', label: 'Hygiene' },
  { view: 'import', label: 'Import and export' },
];

/** What is seen of addresses, and how they are planned. */
export function AddressViews(props: {
  current: AddressView;
  aside?: ReactNode;
}) {
  const links = useLinks();
  const url = useUrlState();
  return (
    <ViewBar
      {...props}
      label="Views of addresses"
      views={VIEWS.map(({ view, label }) => ({
        view,
        label,
        href: links.addresses({
          view: view === 'list' ? undefined : view,
          asOf: url.get('asOf'),
        }),
      }))}
    />
  );
}
