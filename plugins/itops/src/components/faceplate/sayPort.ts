import {
  ObservedPortRecord,
  SwitchPortRow,
} from '@sankofa/plugin-itops-common';
import {
  PORT_STATES,
  portSpeed,
  portState,
  taggedText,
} from '../../format/ports';
import { count } from '../../format/quantity';
import { wordOf } from '../../format/words';

/** Does one of the records of a port say other than what is seen? */
export function isContradicted(records: ObservedPortRecord[]): boolean {
  return records.some(({ verdict }) => verdict === 'conflict');
}

/** All that a drawn port says by form and colour, in words. */
export function sayPort(
  row: SwitchPortRow,
  number: number,
  records: ObservedPortRecord[] = [],
): string {
  const { label, ports, nativeVlan, poe, openFindings, isUplink } = row;
  return [
    `Port ${number}${label ? ` ${label}` : ''}`,
    wordOf(PORT_STATES, portState(row)).label,
    portSpeed(row),
    nativeVlan === undefined ? undefined : `VLAN ${nativeVlan}`,
    taggedText(row) === 'none' ? undefined : `tagged ${taggedText(row)}`,
    ports.length > 1
      ? `one link with ${ports.filter(n => n !== number).join(', ')}`
      : undefined,
    isUplink ? 'uplink' : undefined,
    poe === 'on' ? 'gives power' : undefined,
    openFindings > 0 ? count(openFindings, 'finding') : undefined,
    isContradicted(records) ? 'record contradicted' : undefined,
  ]
    .filter(Boolean)
    .join(', ');
}
