import { PortDeviceRecord } from '@sankofa/plugin-itops-common';
import {
  CountLink,
  ORIGIN_FILTER,
  RecordKind,
  metaColumns,
  seenFilter,
  textColumn,
} from '../../../components/record';
import { PORT_RECORD_KIND } from './portRecordKind';
import { count } from '../../../format/quantity';
import { textOptions } from '../../../components/table';
import { DEVICE_STATUSES, ROLES } from '../../../format/portRecords';

/** Switches, patch panels, hosts and gateways. */
export const deviceKind: RecordKind<PortDeviceRecord> = {
  ...PORT_RECORD_KIND,
  id: 'devices',
  nouns: ['device', 'devices'],
  title: 'Devices',
  placeholder: 'Search devices: name, model, site, rack',
  filters: ['role', 'site', 'model', 'origin'],
  filtersOf: rows => [
    { name: 'role', label: 'Role', options: textOptions(ROLES) },
    seenFilter('site', 'Site', rows, ({ site }) => [site]),
    seenFilter('model', 'Model', rows, ({ model }) => [model]),
    ORIGIN_FILTER,
  ],
  columns: links => [
    textColumn({
      id: 'name',
      label: 'Device',
      sortBy: 'name',
      rowHeader: true,
      width: 140,
      card: 'head',
      text: row => row.name,
    }),
    textColumn({
      id: 'role',
      label: 'Role',
      sortBy: 'role',
      width: 96,
      text: row => ROLES[row.role],
    }),
    textColumn({
      id: 'model',
      label: 'Model',
      sortBy: 'model',
      width: 130,
      text: row => row.model,
    }),
    textColumn({
      id: 'site',
      label: 'Place',
      sortBy: 'site',
      width: 150,
      text: row =>
        [row.site, row.location, row.rack].filter(Boolean).join(' · ') ||
        undefined,
    }),
    textColumn({
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 96,
      text: row => DEVICE_STATUSES[row.status],
    }),
    {
      id: 'ports',
      label: 'Ports',
      width: 64,
      render: row => (
        <CountLink
          amount={row.ports}
          href={links.ports({ view: 'records', of: 'ports', device: row.name })}
        />
      ),
      csv: row => row.ports,
    },
    {
      id: 'cables',
      label: 'Cables',
      width: 64,
      render: row => (
        <CountLink
          amount={row.cables}
          href={links.ports({
            view: 'records',
            of: 'cables',
            device: row.name,
          })}
        />
      ),
      csv: row => row.cables,
    },
    ...metaColumns<PortDeviceRecord>('updatedAt'),
  ],
  fields: [
    { name: 'name', label: 'Name', required: true },
    {
      name: 'role',
      label: 'Role',
      as: 'choice',
      options: textOptions(ROLES),
      required: true,
    },
    {
      name: 'status',
      label: 'Status',
      as: 'choice',
      options: textOptions(DEVICE_STATUSES),
      required: true,
    },
    { name: 'manufacturer', label: 'Manufacturer' },
    {
      name: 'model',
      label: 'Model',
      hint: 'Decides which interface names hold.',
    },
    { name: 'site', label: 'Site' },
    { name: 'location', label: 'Location' },
    { name: 'rack', label: 'Rack' },
    {
      name: 'roleName',
      label: 'Role in NetBox',
      hint: 'Only where NetBox calls it by another word.',
    },
    { name: 'description', label: 'Description', as: 'lines' },
  ],
  initial: { role: 'switch', status: 'active' },
  titleOf: ({ name }) => name,
  nameOf: ({ name }) => name,
  deletes: ({ ports }) =>
    ports > 0
      ? `Its ${count(
          ports,
          'port',
        )} go with it. Cables that end at them have to be deleted first.`
      : 'It has no ports.',
  api: itops => itops.portRecords.devices,
};
