import {
  IpamAddressRecord,
  IpamReservation,
} from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import {
  RecordKind,
  metaColumns,
  seenFilter,
  textColumn,
} from '../../../components/record';
import { StateBadge } from '../../../components/status';
import { textOptions } from '../../../components/table';
import { ADDRESS_LIFECYCLES, ADDRESS_ROLES } from '../../../format/ipam';
import { toLocalInput } from '../../../format/time';
import { entityLabel } from '../../../format/words';

/** A kept address; what it was just written with has no state yet. */
export type KeptAddress = IpamReservation &
  Partial<Pick<IpamAddressRecord, 'state' | 'why' | 'prefix'>> & {
    /** The address itself. */
    id: string;
  };

function kept<T extends { address: string }>(record: T): T & { id: string } {
  return { ...record, id: record.address };
}

const isReserved = (values: Readonly<Record<string, string>>) =>
  values.lifecycle === 'reserved';

/** Addresses that people keep, reservations among them. */
export const addressKind: RecordKind<KeptAddress> = {
  id: 'address-records',
  nouns: ['record', 'records'],
  title: 'Address records',
  placeholder: 'Search records: address, network, host name, service',
  filters: ['lifecycle', 'role', 'ownerTeam', 'service', 'within'],
  filtersOf: rows => [
    {
      name: 'lifecycle',
      label: 'Lifecycle',
      options: textOptions(ADDRESS_LIFECYCLES),
    },
    { name: 'role', label: 'Role', options: textOptions(ADDRESS_ROLES) },
    seenFilter('ownerTeam', 'Owner team', rows, row => [row.ownerTeam]),
    seenFilter('service', 'Service', rows, row => [row.service]),
    seenFilter('within', 'Inside', rows, row => [row.prefix]),
  ],
  columns: () => [
    {
      id: 'address',
      label: 'Address',
      rowHeader: true,
      width: 130,
      card: 'head',
      render: row => <Code>{row.address}</Code>,
      csv: row => row.address,
    },
    {
      id: 'state',
      label: 'State',
      width: 140,
      render: row =>
        row.state ? <StateBadge of="address" state={row.state} /> : 'unknown',
      csv: row => row.state,
    },
    textColumn({
      id: 'lifecycle',
      label: 'Lifecycle',
      width: 90,
      text: row => ADDRESS_LIFECYCLES[row.lifecycle],
    }),
    textColumn({
      id: 'role',
      label: 'Role',
      width: 110,
      text: row => ADDRESS_ROLES[row.role],
    }),
    textColumn({
      id: 'hostname',
      label: 'Host name',
      width: 150,
      text: row => row.hostname,
    }),
    textColumn({
      id: 'ownerTeam',
      label: 'Owner team',
      width: 110,
      text: row => row.ownerTeam && entityLabel(row.ownerTeam),
    }),
    textColumn({
      id: 'service',
      label: 'Service',
      width: 110,
      roomy: true,
      text: row => row.service,
    }),
    textColumn({
      id: 'holder',
      label: 'Holder',
      width: 100,
      text: row => row.holder && entityLabel(row.holder),
    }),
    ...metaColumns<KeptAddress>(),
  ],
  teaches:
    'Addresses that people keep stand here: what is in use, planned or reserved, beside what the sources say of it. Import ip-addresses.csv of NetBox, reserve addresses in a prefix, or write them down one by one.',
  importHref: links => links.addresses({ view: 'import' }),
  observed: true,
  fields: [
    {
      name: 'address',
      label: 'Address',
      required: true,
      fixed: true,
      hint: 'Without a length; a prefix has to be around it.',
      blame: /is kept already|No prefix|No machine can have/,
    },
    {
      name: 'lifecycle',
      label: 'Lifecycle',
      as: 'choice',
      options: textOptions(ADDRESS_LIFECYCLES),
      required: true,
    },
    {
      name: 'role',
      label: 'Role',
      as: 'choice',
      options: textOptions(ADDRESS_ROLES),
      required: true,
    },
    { name: 'hostname', label: 'Host name' },
    {
      name: 'holder',
      label: 'Holder',
      hint: 'Whom it is reserved for.',
      required: true,
      when: isReserved,
    },
    {
      name: 'expiresAt',
      label: 'Free again',
      as: 'moment',
      hint: 'Never by itself when empty.',
      when: isReserved,
    },
    { name: 'ownerTeam', label: 'Owner team' },
    { name: 'service', label: 'Service' },
    {
      name: 'sourceRef',
      label: 'Where it comes from',
      hint: 'A ticket, a file and line.',
    },
    { name: 'description', label: 'Description', as: 'lines' },
  ],
  initial: { lifecycle: 'active', role: 'host' },
  titleOf: ({ address }) => address,
  nameOf: ({ address }) => address,
  deletes: ({ lifecycle }) =>
    lifecycle === 'reserved'
      ? 'It is given back: the next one who asks can get it.'
      : 'It can be given away where no source speaks of it.',
  api: ({ ipam }) => ({
    list: async (query, options) => {
      const page = await ipam.addresses(query, options);
      return { ...page, items: page.items.map(kept) };
    },
    get: async (id, options) => kept(await ipam.address(id, options)),
    create: async request =>
      kept(
        await ipam.createAddress(
          request as Parameters<typeof ipam.createAddress>[0],
        ),
      ),
    update: async (seen, request) => {
      const wanted = request as Parameters<typeof ipam.updateAddress>[1];
      const { expiresAt } = seen as KeptAddress;
      // The form knows minutes; what nobody changed stays to the second.
      const isSame =
        expiresAt !== undefined &&
        wanted.expiresAt !== undefined &&
        toLocalInput(expiresAt) === toLocalInput(wanted.expiresAt);
      return kept(
        await ipam.updateAddress(seen.version, {
          ...wanted,
          ...(isSame && { expiresAt }),
        }),
      );
    },
    delete: ({ id, version }) => ipam.deleteAddress({ address: id, version }),
  }),
};
