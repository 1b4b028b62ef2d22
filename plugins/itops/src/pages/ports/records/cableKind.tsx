import { CableRecord } from '@sankofa/plugin-itops-common';
import {
  ORIGIN_FILTER,
  RecordKind,
  metaColumns,
  seenFilter,
  textColumn,
} from '../../../components/record';
import { PORT_RECORD_KIND } from './portRecordKind';
import { StatusChip } from '../../../components/status';
import { textOptions, wordOptions } from '../../../components/table';
import { wordOf } from '../../../format/words';
import { Field } from '../../../components/form';
import {
  CABLE_STATUSES,
  LENGTH_UNITS,
  PORT_KINDS,
  sayEnd,
} from '../../../format/portRecords';

function endFields(end: 'a' | 'b', which: string): Field[] {
  return [
    {
      name: `${end}.device`,
      label: `${which}: device`,
      required: true,
      suggest: 'devices',
    },
    {
      name: `${end}.kind`,
      label: `${which}: kind of port`,
      as: 'choice',
      options: textOptions(PORT_KINDS),
      required: true,
    },
    {
      name: `${end}.port`,
      label: `${which}: port`,
      required: true,
      suggest: 'ports',
    },
  ];
}

const lengthOf = ({ length, lengthUnit }: CableRecord) =>
  length === undefined ? undefined : `${length} ${lengthUnit ?? ''}`.trim();

/** Cables between two ports. */
export const cableKind: RecordKind<CableRecord> = {
  ...PORT_RECORD_KIND,
  id: 'cables',
  nouns: ['cable', 'cables'],
  title: 'Cables',
  placeholder: 'Search cables: ends, label, type',
  filters: ['device', 'status', 'type', 'origin'],
  filtersOf: rows => [
    seenFilter('device', 'Device', rows, ({ a, b }) => [a.device, b.device]),
    { name: 'status', label: 'Status', options: wordOptions(CABLE_STATUSES) },
    seenFilter('type', 'Type', rows, ({ type }) => [type]),
    ORIGIN_FILTER,
  ],
  columns: () => [
    textColumn({
      id: 'a',
      label: 'From',
      sortBy: 'ends',
      rowHeader: true,
      width: 160,
      card: 'head',
      text: row => sayEnd(row.a),
    }),
    textColumn({
      id: 'b',
      label: 'To',
      width: 160,
      text: row => sayEnd(row.b),
    }),
    {
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 110,
      card: 'badge',
      render: row => {
        const { tone, label, hint } = wordOf(CABLE_STATUSES, row.status);
        return <StatusChip tone={tone} label={label} hint={hint} />;
      },
      csv: row => row.status,
    },
    textColumn({
      id: 'label',
      label: 'Label',
      sortBy: 'label',
      width: 90,
      text: row => row.label,
    }),
    textColumn({
      id: 'type',
      label: 'Type',
      sortBy: 'type',
      width: 100,
      text: row => row.type,
    }),
    textColumn({
      id: 'length',
      label: 'Length',
      sortBy: 'length',
      width: 76,
      text: lengthOf,
    }),
    ...metaColumns<CableRecord>('updatedAt'),
  ],
  fields: [
    ...endFields('a', 'From'),
    ...endFields('b', 'To'),
    {
      name: 'status',
      label: 'Status',
      as: 'choice',
      options: wordOptions(CABLE_STATUSES),
      required: true,
    },
    { name: 'label', label: 'Label', hint: 'What is printed on it.' },
    {
      name: 'type',
      label: 'Type',
      hint: 'NetBox’s word: cat6a, dac-passive, mmf-om4.',
    },
    { name: 'length', label: 'Length', as: 'number' },
    {
      name: 'lengthUnit',
      label: 'Unit of length',
      as: 'choice',
      options: textOptions(LENGTH_UNITS),
    },
    { name: 'color', label: 'Colour', hint: 'Six hexadecimal digits.' },
    { name: 'description', label: 'Description', as: 'lines' },
  ],
  initial: {
    'a.kind': 'interface',
    'b.kind': 'interface',
    status: 'connected',
  },
  titleOf: ({ a, b }) => `${sayEnd(a)} – ${sayEnd(b)}`,
  nameOf: ({ label, a }) => label ?? sayEnd(a),
  deletes: () => 'Both of its ports stay.',
  api: itops => itops.portRecords.cables,
};
