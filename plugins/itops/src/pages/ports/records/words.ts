import {
  CableRecord,
  DevicePortRecord,
  PortDeviceRecord,
} from '@sankofa/plugin-itops-common';
import { FilterOption } from '../../../components/table';
import { Word } from '../../../format/words';

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
  netbox: 'NetBox import',
  csv: 'CSV import',
};

/** The values of a vocabulary of plain words, to choose from. */
export function options(words: Record<string, string>): FilterOption[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** "core-sw Port 13": an end of a cable as people say it. */
export function sayEnd(end: CableRecord['a']): string {
  const panel = end.kind === 'interface' ? '' : `${PORT_KINDS[end.kind]} `;
  return `${end.device} ${panel}${end.port}`;
}
