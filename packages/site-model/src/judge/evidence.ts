import { Evidence } from '../findings';
import { Claim, DeclaredRow, Guest } from '../site';

const VERBS: Record<Claim['kind'], string> = {
  'guest-config': 'configured on',
  'guest-agent': 'seen on',
  'node-config': 'configured on',
  'sdn-gateway': 'set as',
  'switch-config': 'set on',
  'switch-client': 'seen by the switch on',
  neighbour: 'seen by a neighbour on',
  'proxy-upstream': 'target of',
  'port-forward': 'target of',
  pending: 'named by a',
  'declared-key': 'declared by key',
  'declared-row': 'declared by',
  'declared-device': 'declared for device',
  manual: 'recorded for',
  reservation: 'reserved for',
};

/** The moment of the reading is not the moment of the answer. */
function answered({ answeredWithinSeconds: seconds }: Claim): string {
  return seconds === undefined
    ? ''
    : `, which answered within the ${
        seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
      } before`;
}

/** A claim about an address as evidence: "configured on net0 of 7803 sankofa-db". */
export function claimEvidence(claim: Claim): Evidence {
  return {
    claim: `${VERBS[claim.kind]} ${claim.label}${
      claim.place === undefined ? '' : ` at ${claim.place}`
    }${answered(claim)}`,
    sourceId: claim.sourceId,
    ...(claim.locator !== undefined && { locator: claim.locator }),
    value: claim.address,
    collectedAt: claim.collectedAt,
  };
}

/** What one row says about its guest. */
export function rowEvidence(
  row: DeclaredRow,
  claim: string,
  value?: string,
): Evidence {
  return {
    claim,
    sourceId: row.sourceId,
    locator: row.locator,
    ...(value !== undefined && { value }),
    collectedAt: row.freshness.collectedAt,
  };
}

/** What the cluster's list says about a guest. */
export function listEvidence(
  guest: Guest,
  claim: string,
  value?: string,
): Evidence {
  return {
    claim,
    sourceId: guest.sourceId,
    ...(guest.locator !== undefined && { locator: guest.locator }),
    ...(value !== undefined && { value }),
    collectedAt: guest.freshness.collectedAt,
  };
}
