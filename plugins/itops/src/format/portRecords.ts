import {
  CableRecord,
  DevicePortRecord,
  ObservedPortRecord,
  PortDeviceRecord,
} from '@sankofa/plugin-itops-common';
import { Word } from './words';

export const ROLES: Record<PortDeviceRecord['role'], string> = {
  switch: 'switch',
  'patch-panel': 'patch panel',
  host: 'host',
  gateway: 'gateway',
  other: 'other',
};

export const DEVICE_STATUSES: Record<PortDeviceRecord['status'], string> = {
  active: 'active',
  planned: 'planned',
  staged: 'staged',
  failed: 'failed',
  inventory: 'in stock',
  offline: 'offline',
  decommissioning: 'being removed',
};

export const PORT_KINDS: Record<DevicePortRecord['kind'], string> = {
  interface: 'interface',
  'front-port': 'front port',
  'rear-port': 'rear port',
};

export const CABLE_STATUSES: Record<CableRecord['status'], Word> = {
  connected: {
    label: 'connected',
    tone: 'success',
    hint: 'Somebody wrote down that it is plugged in.',
  },
  planned: { label: 'planned', tone: 'info', hint: 'Not there yet.' },
  decommissioning: {
    label: 'being removed',
    tone: 'warning',
    hint: 'It is to go.',
  },
};

export const LENGTH_UNITS: Record<
  NonNullable<CableRecord['lengthUnit']>,
  string
> = { m: 'm', cm: 'cm', km: 'km', ft: 'ft', in: 'in', mi: 'mi' };

export const ORIGINS: Record<PortDeviceRecord['origin'], string> = {
  manual: 'by hand',
  netbox: 'by NetBox import',
  csv: 'by CSV import',
};

/** "core-sw Port 13": an end of a cable as people say it. */
export function sayEnd(end: CableRecord['a']): string {
  const panel = end.kind === 'interface' ? '' : `${PORT_KINDS[end.kind]} `;
  return `${end.device} ${panel}${end.port}`;
}

/** How the record of a port and what is seen there stand to each other. */
export const PORT_VERDICTS: Record<ObservedPortRecord['verdict'], Word> = {
  conflict: {
    label: 'conflict',
    tone: 'danger',
    hint: 'Another device, or another port of it, is seen there.',
  },
  unrecorded: {
    label: 'unrecorded',
    tone: 'warning',
    hint: 'Something is seen there, and no cable leads to it.',
  },
  unseen: {
    label: 'unseen',
    tone: 'neutral',
    hint: 'A cable is written down, and nothing is seen: no contradiction.',
  },
  agreed: {
    label: 'agreed',
    tone: 'success',
    hint: 'Everything that is seen is what the record says.',
  },
};

const SEEN_BY: Record<ObservedPortRecord['observed'][number]['via'], string> = {
  lldp: 'by LLDP',
  learned: 'by a learned MAC',
  uplink: 'as an uplink',
};

/** "cedar eno2": what is seen at a port. */
export function saySeen(one: ObservedPortRecord['observed'][number]): string {
  return [one.name, one.port ?? one.portNumber].filter(Boolean).join(' ');
}

/** "by LLDP": who says so. */
export function saySeenBy(one: ObservedPortRecord['observed'][number]): string {
  return SEEN_BY[one.via];
}

/** "panel-1 front port 3 → birch eno1": where a cable leads, through all panels. */
export function sayRecorded({ recorded }: ObservedPortRecord): string {
  return recorded.map(sayEnd).join(' → ');
}
