import { Link } from '@backstage/ui';
import { ConsolidationAnswer } from '@sankofa/plugin-itops-common';
import { DataColumn } from '../../../components/table';
import { bytes, cores } from '../../../format/quantity';
import { Links } from '../../../hooks/useLinks';
import { nodeName } from '../sayCapacity';

export type Move = ConsolidationAnswer['moves'][number];

const UNVERIFIED: Record<string, string> = {
  'storage-class': 'class of its storage',
  'local-devices': 'devices of its node',
  'disk-size': 'size of its disks',
};

/** The columns of proposed moves. */
export const moveColumns = (links: Links): DataColumn<Move>[] => [
  {
    id: 'guest',
    label: 'Guest',
    rowHeader: true,
    card: 'head',
    width: 100,
    render: move => (
      <Link href={links.guests({ guest: move.guestId })} standalone>
        {nodeName(move.guestId)}
      </Link>
    ),
  },
  {
    id: 'from',
    label: 'From',
    width: 110,
    render: move => nodeName(move.fromNodeId),
  },
  {
    id: 'to',
    label: 'To',
    width: 110,
    render: move => nodeName(move.toNodeId),
  },
  {
    id: 'size',
    label: 'Size',
    width: 150,
    render: move => `${cores(move.milliCores)}, ${bytes(move.memoryBytes)}`,
  },
  {
    id: 'storage',
    label: 'Storage',
    width: 110,
    render: move => move.storage ?? '–',
  },
  {
    id: 'unverified',
    label: 'To be checked first',
    width: 280,
    render: move =>
      move.unverified.map(code => UNVERIFIED[code] ?? code).join(', ') || '–',
  },
];
