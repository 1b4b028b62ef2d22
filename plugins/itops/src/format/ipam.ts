import {
  IpamConflict,
  IpamPrefixRecord,
  IpamReservation,
  IpamVlanRecord,
} from '@sankofa/plugin-itops-common';
import { Word } from './words';

export const PREFIX_STATUSES: Record<IpamPrefixRecord['status'], string> = {
  container: 'container',
  active: 'active',
  reserved: 'reserved',
  deprecated: 'deprecated',
};

export const VLAN_STATUSES: Record<IpamVlanRecord['status'], string> = {
  active: 'active',
  reserved: 'reserved',
  deprecated: 'deprecated',
};

export const ADDRESS_ROLES: Record<IpamReservation['role'], string> = {
  host: 'host',
  vip: 'virtual address (VIP)',
  gateway: 'gateway',
  'network-device': 'network device',
};

export const ADDRESS_LIFECYCLES: Record<IpamReservation['lifecycle'], string> =
  {
    active: 'active',
    planned: 'planned',
    reserved: 'reserved',
    deprecated: 'deprecated',
  };

export const REQUEST_STATES: Record<string, Word> = {
  open: {
    label: 'waiting',
    tone: 'info',
    hint: 'Somebody else has to accept or reject it.',
  },
  accepted: {
    label: 'accepted',
    tone: 'success',
    hint: 'An address was reserved for it.',
  },
  rejected: { label: 'rejected', tone: 'neutral', hint: 'Nothing was given.' },
};

export const CONFLICT_KINDS: Record<IpamConflict['kind'], string> = {
  owners: 'two owners',
  'reservation-observed': 'reserved, and in use by somebody else',
  'reservation-declared': 'reserved, and declared for somebody else',
};

/** "VLAN 30", "VLAN 30 of lab". */
export function sayVlan({
  vid,
  group,
}: {
  vid: number;
  group?: string;
}): string {
  return `VLAN ${vid}${group ? ` of ${group}` : ''}`;
}

/** "10.20.30.0/24 · services": a prefix to choose from a list. */
export function sayPrefix({ cidr, name }: IpamPrefixRecord): string {
  return [cidr, name].filter(Boolean).join(' · ');
}
