import { ActiveFault } from '../../faults/fault';
import { World } from '../../world';
import { AUDITOR, LabToken } from './AccessControl';

/** @public */
export type LabTokenName = 'collector' | 'vmonly' | 'empty';

const USER = 'it-ro@pve';

export function tokenId(name: LabTokenName): string {
  return `${USER}!${name}`;
}

/**
 * Three tokens of one user: `collector` may audit everything, `vmonly` two guests
 * and nothing else, `empty` is a fresh token with privilege separation: nothing at all.
 */
export function labTokens(world: World): LabToken[] {
  const two = world.guests
    .filter(guest => guest.status === 'running')
    .slice(0, 2);
  return [
    {
      id: tokenId('collector'),
      access: [{ path: '/', privileges: AUDITOR }],
    },
    {
      id: tokenId('vmonly'),
      access: two.map(({ vmid }) => ({
        path: `/vms/${vmid}`,
        privileges: AUDITOR,
      })),
    },
    { id: tokenId('empty'), access: [] },
  ];
}

/** What is left of a token when somebody edits the access list: two guests, or nothing. */
export function remainingRights(
  token: LabToken,
  tokens: LabToken[],
  faults: ActiveFault[],
): LabToken {
  const has = (kind: ActiveFault['kind']) =>
    faults.some(fault => fault.kind === kind);
  if (has('rights-lost')) {
    return { ...token, access: [] };
  }
  const cut = tokens.find(({ id }) => id === tokenId('vmonly'));
  return has('rights-cut') && cut ? { ...token, access: cut.access } : token;
}
