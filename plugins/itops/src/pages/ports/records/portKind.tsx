import { DevicePortRecord } from '@sankofa/plugin-itops-common';
import {
  ORIGIN_FILTER,
  RecordKind,
  metaColumns,
  seenFilter,
  textColumn,
} from '../../../components/record';
import { PORT_RECORD_KIND } from './portRecordKind';
import { Code } from '../../../components/entityLink';
import { Values } from '../../../components/form';
import { textOptions } from '../../../components/table';
import { PORT_KINDS, sayEnd } from '../../../format/portRecords';

const is = (kind: DevicePortRecord['kind']) => (values: Values) =>
  values.kind === kind;

/** What else this port is called: "13 · eno1"; undefined where nothing is known. */
function otherNames({ number, name, names }: DevicePortRecord) {
  const known = [number ?? names?.number, names?.netbox, names?.system].filter(
    other => other !== undefined && other !== name,
  );
  return known.length > 0 ? [...new Set(known)].join(' · ') : undefined;
}

/** Interfaces of devices, and the ports of patch panels. */
export const portKind: RecordKind<DevicePortRecord> = {
  ...PORT_RECORD_KIND,
  id: 'ports',
  nouns: ['port', 'ports'],
  title: 'Ports',
  placeholder: 'Search ports: device, name, number, MAC, far end',
  filters: ['device', 'kind', 'cabled', 'origin'],
  filtersOf: rows => [
    seenFilter('device', 'Device', rows, ({ device }) => [device]),
    { name: 'kind', label: 'Kind', options: textOptions(PORT_KINDS) },
    {
      name: 'cabled',
      label: 'Cable',
      options: [
        { value: 'true', label: 'with one' },
        { value: 'false', label: 'without' },
      ],
    },
    ORIGIN_FILTER,
  ],
  columns: links => [
    textColumn({
      id: 'name',
      label: 'Port',
      sortBy: 'device',
      rowHeader: true,
      width: 160,
      card: 'head',
      text: row => `${row.device} ${row.name}`,
    }),
    textColumn({
      id: 'kind',
      label: 'Kind',
      width: 84,
      text: row => PORT_KINDS[row.kind],
    }),
    textColumn({
      id: 'names',
      label: 'Also called',
      sortBy: 'number',
      width: 108,
      text: otherNames,
    }),
    textColumn({
      id: 'type',
      label: 'Type',
      sortBy: 'type',
      width: 120,
      text: row => row.type,
    }),
    textColumn({
      id: 'label',
      label: 'Label',
      width: 90,
      text: row => row.label,
    }),
    textColumn({
      id: 'part',
      label: 'Part of',
      width: 90,
      text: row =>
        row.lag ?? (row.rearPort && `${row.rearPort}:${row.rearPosition ?? 1}`),
    }),
    {
      id: 'macs',
      label: 'MACs',
      width: 126,
      roomy: true,
      render: row =>
        row.macs.length > 0 ? <Code>{row.macs.join(' ')}</Code> : '–',
      csv: row => row.macs.join(' '),
    },
    {
      id: 'cable',
      label: 'Cable to',
      width: 150,
      render: ({ cable }) =>
        cable ? (
          <a
            href={links.ports({
              view: 'records',
              of: 'cables',
              record: cable.id,
            })}
          >
            {sayEnd(cable.peer)}
          </a>
        ) : (
          '–'
        ),
      csv: ({ cable }) => cable && sayEnd(cable.peer),
    },
    ...metaColumns<DevicePortRecord>('updatedAt'),
  ],
  fields: [
    { name: 'device', label: 'Device', required: true, suggest: 'devices' },
    {
      name: 'kind',
      label: 'Kind',
      as: 'choice',
      options: textOptions(PORT_KINDS),
      required: true,
    },
    { name: 'name', label: 'Name', required: true },
    {
      name: 'type',
      label: 'Type',
      hint: 'NetBox’s word: 10gbase-x-sfpp, 1000base-t, lag, 8p8c.',
    },
    {
      name: 'number',
      label: 'Number',
      as: 'number',
      hint: 'As the network controller counts.',
      when: is('interface'),
    },
    { name: 'label', label: 'Label', hint: 'What is printed on it.' },
    {
      name: 'lag',
      label: 'Member of',
      hint: 'The bond or LAG on the same device.',
      when: is('interface'),
    },
    {
      name: 'macs',
      label: 'MAC addresses',
      as: 'words',
      hint: 'Separated by blanks, the primary one first.',
      when: is('interface'),
    },
    {
      name: 'rearPort',
      label: 'Rear port',
      hint: 'The one behind it.',
      when: is('front-port'),
    },
    {
      name: 'rearPosition',
      label: 'Position there',
      as: 'number',
      when: is('front-port'),
    },
    {
      name: 'positions',
      label: 'Positions',
      as: 'number',
      hint: 'How many front ports it carries.',
      when: is('rear-port'),
    },
    { name: 'description', label: 'Description', as: 'lines' },
  ],
  initial: { kind: 'interface' },
  titleOf: ({ device, name }) => `${device} ${name}`,
  nameOf: ({ name }) => name,
  deletes: ({ cable }) =>
    cable
      ? `Its cable to ${sayEnd(cable.peer)} has to be deleted first.`
      : 'No cable ends at it.',
  api: itops => itops.portRecords.ports,
};
