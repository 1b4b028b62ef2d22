import { hopReason } from './hops';

const REASONS: Record<string, string> = {
  'not-affected': 'Nothing on its path moves.',
  'still-reached': 'It is reached in the new place, too.',
  'address-changes':
    'Its row still sends to the old address until it is edited.',
  'address-conflict': 'Its new address is also wanted by something else.',
  'address-not-assigned': 'Nobody has said yet which address it gets.',
  'free-text': 'Free text of its row names an address that moves.',
  'proxy-moves': 'The proxy itself moves.',
  'no-longer-read': 'After the move nobody could read where it leads.',
  'vlan-not-carried': 'The switch port does not carry the target VLAN.',
  'address-outside-vlan': 'Its address does not lie in the prefix of the VLAN.',
  'no-attachment': 'It is not known what its interface is connected to.',
  'prefix-unknown': 'No source names the prefix of the VLAN.',
  'native-unknown': 'The native VLAN of the switch port is not known.',
  'vlans-unknown': 'It is not known which VLANs the switch port carries.',
  'bridge-unknown': 'Its bridge could not be read.',
  'not-connected': 'Its interface is not connected.',
  'node-unreadable': 'The node could not be read.',
  'guest-unreadable': 'The guest could not be read.',
  'no-interface': 'The guest has no such interface.',
  'controller-unreadable': 'The controller of the switches could not be read.',
  'device-not-seen': 'No switch and no node has seen the device.',
};

/** Why a host name is kept or broken, or why a VLAN is not known, as a sentence. */
export function planReason(reason: string): string {
  return REASONS[reason] ?? hopReason(reason);
}
