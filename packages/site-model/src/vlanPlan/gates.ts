import { listed } from '../text/sentences';
import { Claim, Site } from '../site';
import { isPointer } from '../site/addressState';
import { FreeAddresses } from './freeAddresses';
import { MoveSimulation } from './simulate';
import { scopesInQuestion, staleScopes } from './scopes';
import { PlanWorkload } from './workloads';

/** The conditions of a wave; ids are stable: waivers refer to them. @public */
export const GATE_IDS = [
  'no-address-conflict',
  'evidence-fresh',
  'free-addresses',
  'uplinks-carry-vlan',
  'pointers-listed',
  'owners-acknowledged',
  'earlier-waves-verified',
] as const;
/** @public */
export type GateId = (typeof GATE_IDS)[number];

/** The answer of one gate. @public */
export interface GateResult {
  gate: GateId;
  state: 'green' | 'red';
  /** Red because nobody can say: the evidence is missing or too old. */
  unknown: boolean;
  /** One sentence why it is what it is, with the remedy where it is red. */
  reason: string;
  /** Everything the sentence counts. */
  details: string[];
}

/** Everything the gates of one wave look at. @public */
export interface GateEvidence {
  site: Site;
  /** The moment it is judged, ISO-8601 UTC. */
  now: string;
  /** Older readings are not believed, in minutes. */
  freshMinutes: number;
  /** Of the wave, those that are done included. */
  workloads: readonly PlanWorkload[];
  /** Of the moves that are still to be made. */
  simulation: MoveSimulation;
  free: FreeAddresses;
  /** Teams that said yes to what the wave does with their things now. */
  acknowledged: ReadonlySet<string>;
  /** Titles of earlier waves that nobody verified as they are now. */
  unverifiedWaves: readonly string[];
}

type Answer = Omit<GateResult, 'gate'>;

const green = (reason: string, details: string[] = []): Answer => ({
  state: 'green',
  unknown: false,
  reason,
  details,
});
const red = (reason: string, details: string[] = []): Answer => ({
  state: 'red',
  unknown: false,
  reason,
  details,
});
const unknown = (reason: string, details: string[] = []): Answer => ({
  state: 'red',
  unknown: true,
  reason,
  details,
});

function unread(evidence: GateEvidence): Answer | undefined {
  const stale = staleScopes(evidence);
  return stale.length > 0
    ? unknown(
        `Nobody can say: readings it rests on are missing or too old (${stale.length}); collect again.`,
        stale,
      )
    : undefined;
}

/** No address that moves, or that is moved to, is claimed by two. */
export function noAddressConflict(evidence: GateEvidence): Answer {
  const missing = unread(evidence);
  if (missing) {
    return missing;
  }
  const { site, workloads, simulation } = evidence;
  const blind = workloads.filter(
    ({ addressChange }) => addressChange === 'unknown',
  );
  if (blind.length > 0) {
    return unknown(
      `The addresses of ${listed(
        blind.map(({ label }) => label),
      )} are not known; look inside or write them down.`,
      blind.map(({ ref }) => ref),
    );
  }
  const own = new Set(workloads.flatMap(({ addresses }) => addresses));
  const inConflict = site.addresses.filter(
    ({ address, state }) => state === 'conflict' && own.has(address),
  );
  const taken = targetsTaken(evidence);
  const details = [
    ...inConflict.map(({ address, why }) => `${address}: ${why}`),
    ...simulation.conflicts.map(
      ({ address, owners }) => `${address}: already on ${listed(owners)}`,
    ),
    ...taken,
  ];
  return details.length > 0
    ? red(
        `Addresses in scope are claimed by more than one (${details.length}); resolve them first.`,
        details,
      )
    : green('No address in scope is claimed by two.');
}

/** A reservation whose holder is the workload itself: `7801`, `sankofa-portal`, or both. */
function isReservedFor({ kind, label }: Claim, workload: string): boolean {
  return (
    kind === 'reservation' &&
    (label === workload || workload.split(' ').includes(label))
  );
}

/** New addresses that anybody speaks of, or that two workloads get. */
function targetsTaken({ site, workloads, simulation }: GateEvidence): string[] {
  const known = new Map(site.addresses.map(item => [item.address, item]));
  const clashes = new Set(simulation.conflicts.map(item => item.address));
  const seen = new Map<string, string>();
  return workloads.flatMap(({ target: { address }, label, addresses }) => {
    if (address === undefined) {
      return [];
    }
    const other = seen.get(address);
    seen.set(address, label);
    if (other !== undefined) {
      return [`${address}: given to ${other} and to ${label}`];
    }
    const item = known.get(address);
    const isOwn = addresses.includes(address);
    const isOfOthers =
      item !== undefined &&
      item.claims.some(
        claim => !isPointer(claim) && !isReservedFor(claim, label),
      );
    return isOfOthers && !isOwn && !clashes.has(address)
      ? [`${address}: ${item.why}`]
      : [];
  });
}

/** Every reading the wave rests on is younger than the plan asks for. */
export function evidenceFresh(evidence: GateEvidence): Answer {
  const stale = staleScopes(evidence);
  const count = scopesInQuestion(evidence).length;
  return stale.length > 0
    ? unknown(
        `Not current, or older than ${evidence.freshMinutes} minutes: ${stale.length} of ${count} readings; collect again.`,
        stale,
      )
    : green(
        `All ${count} readings are younger than ${evidence.freshMinutes} minutes.`,
      );
}

/** Every prefix that is moved into has room for whoever has no address yet. */
export function freeAddressesLeft(evidence: GateEvidence): Answer {
  const missing = unread(evidence);
  if (missing) {
    return missing;
  }
  const needed = new Map<string, number>();
  for (const { target, addressChange } of evidence.workloads) {
    if (addressChange === 'unassigned' || addressChange === 'unknown') {
      needed.set(target.prefix, (needed.get(target.prefix) ?? 0) + 1);
    }
  }
  const counted = [...needed].map(([prefix, want]) => ({
    prefix,
    want,
    ...evidence.free.countFree(prefix),
  }));
  const blind = counted.filter(item => item.free === undefined);
  if (blind.length > 0) {
    return unknown(
      `Nobody can count what is free in ${listed(
        blind.map(({ prefix }) => prefix),
      )}.`,
      blind.map(({ prefix, why }) => `${prefix}: ${why ?? 'not known'}`),
    );
  }
  const words = counted.map(
    ({ prefix, want, free }) => `${prefix}: ${want} needed, ${free} free`,
  );
  return counted.some(({ free, want }) => free! < want)
    ? red('A target prefix has too few free addresses; enlarge it.', words)
    : green('Every target prefix has room.', words);
}

/** The port behind each node carries the VLAN its guests move into. */
export function uplinksCarryVlan(evidence: GateEvidence): Answer {
  const missing = unread(evidence);
  if (missing) {
    return missing;
  }
  const { moves, missingTrunks } = evidence.simulation;
  if (missingTrunks.length > 0) {
    return red(
      `Switch ports do not carry a VLAN that is moved into: ${listed(
        missingTrunks.map(({ port, vid }) => `${port} lacks ${vid}`),
      )}.`,
      missingTrunks.map(
        ({ port, vid, refs }) =>
          `${port} lacks VLAN ${vid} for ${listed(refs)}`,
      ),
    );
  }
  const blind = moves.filter(({ carried }) => carried === undefined);
  return blind.length > 0
    ? unknown(
        `Nobody can say whether the port of ${listed(
          blind.map(({ label }) => label),
        )} carries the VLAN.`,
        blind.map(({ ref, gap }) => `${ref}: ${gap ?? 'not known'}`),
      )
    : green('Every port carries the VLAN that is moved into.');
}

/** Everything that points at an address that is left is known, with its new value. */
export function pointersListed(evidence: GateEvidence): Answer {
  const missing = unread(evidence);
  if (missing) {
    return missing;
  }
  const edits = evidence.simulation.edits.filter(
    ({ kind }) =>
      kind === 'proxy-host' ||
      kind === 'location' ||
      kind === 'free-text' ||
      kind === 'stream' ||
      kind === 'port-forward',
  );
  const words = edits.map(
    ({ ref, field, from, to }) =>
      `${ref}: ${field} ${from} → ${to ?? 'not assigned yet'}`,
  );
  const open = edits.filter(({ to }) => to === undefined);
  return open.length > 0
    ? red(
        `Without a new address: ${open.length} of ${edits.length} rows and forwards; assign one in the plan.`,
        words,
      )
    : green(
        edits.length > 0
          ? `Everything that points in has its edit (${edits.length}).`
          : 'No row and no forward points in.',
        words,
      );
}

/** Every team with something in the wave has said yes to it. */
export function ownersAcknowledged(evidence: GateEvidence): Answer {
  const { simulation, acknowledged } = evidence;
  const { owners, withoutOwner } = simulation;
  const missing = owners.filter(({ ownerRef }) => !acknowledged.has(ownerRef));
  const details = [
    ...missing.map(
      ({ ownerRef, refs }) =>
        `${ownerRef} has not acknowledged ${listed(refs)}`,
    ),
    ...withoutOwner.map(ref => `${ref} has no known owner`),
  ];
  if (details.length > 0) {
    return red(
      [
        ...(missing.length > 0
          ? [
              `Not acknowledged by ${listed(
                missing.map(({ ownerRef }) => ownerRef),
              )}; ask them.`,
            ]
          : []),
        ...(withoutOwner.length > 0
          ? [`Without a known owner: ${listed(withoutOwner)}; name one.`]
          : []),
      ].join(' '),
      details,
    );
  }
  return owners.length > 0
    ? green(
        `Acknowledged by ${listed(owners.map(({ ownerRef }) => ownerRef))}.`,
      )
    : unread(evidence) ?? green('Nobody is affected.');
}

/** Waves are done one after another. */
export function earlierWavesVerified({
  unverifiedWaves,
}: GateEvidence): Answer {
  return unverifiedWaves.length > 0
    ? red(`${listed(unverifiedWaves)} must be verified first.`, [
        ...unverifiedWaves,
      ])
    : green('Every earlier wave is verified.');
}

const GATES: Record<GateId, (evidence: GateEvidence) => Answer> = {
  'no-address-conflict': noAddressConflict,
  'evidence-fresh': evidenceFresh,
  'free-addresses': freeAddressesLeft,
  'uplinks-carry-vlan': uplinksCarryVlan,
  'pointers-listed': pointersListed,
  'owners-acknowledged': ownersAcknowledged,
  'earlier-waves-verified': earlierWavesVerified,
};

/**
 * All gates of a wave. Pure; what nobody can say is red, never green.
 * @public
 */
export function judgeGates(evidence: GateEvidence): GateResult[] {
  return GATE_IDS.map(gate => ({ gate, ...GATES[gate](evidence) }));
}
