import { Evidence } from '../findings';
import { isReadable } from '../observations';
import { cableLabel, endRef } from '../portmap/keys';
import { CableTermination } from '../portmap/portMap';
import { PORT_RECORDS_SOURCE } from '../portmap/portRecords';
import {
  RecordedPort,
  RecordedPorts,
  recordedPortsOf,
} from '../portmap/observed/RecordedPorts';
import { Site, SwitchPortSet } from '../site';
import { Subjects } from '../site/Subjects';
import { Hop, Standing, worse } from './path';

const NO_SOURCE: Hop = {
  kind: 'patch',
  ref: null,
  status: 'not-applicable',
  reason: 'no-source',
  evidence: [],
};

/** What the records say of one port of a switch. */
interface Part {
  standing: Standing;
  /** From the port of the switch to the far end; empty where nothing is recorded. */
  ends: CableTermination[];
  evidence: Evidence[];
}

function recordEvidence(claim: string, value?: string): Evidence {
  return {
    claim,
    sourceId: PORT_RECORDS_SOURCE,
    ...(value !== undefined && { value }),
  };
}

/**
 * The last hop: where the cable of a switch port leads, through patch panels, by what
 * people wrote down.
 *
 * - `confirmed`: what is announced or learned there now is at that far end, too
 * - `declared`: nobody sees what is there
 * - `conflict`: something else is seen there
 * - `unknown`: the switch is in the records, and this port has no cable there, or only
 *   a planned one; or the records of that time were not kept
 * - `not-applicable`: the records do not speak of this switch
 *
 * Ruling R17 takes a hop out of the status of its path only while no source of patch
 * records is configured. Here every switch is configured by being in the records: one
 * that is not lowers no path, one that is lowers those whose port was forgotten.
 */
export class PatchHops {
  private readonly recorded: RecordedPorts | undefined;
  private readonly sets = new Map<string, SwitchPortSet>();
  private readonly hops = new Map<SwitchPortSet, Hop>();

  private constructor(private readonly site: Site, subjects: Subjects) {
    if (this.hasRecords) {
      this.recorded = recordedPortsOf(site);
      for (const set of site.switchPorts) {
        this.sets.set(subjects.port(set), set);
      }
    }
  }

  static create(site: Site, subjects: Subjects): PatchHops {
    return new PatchHops(site, subjects);
  }

  /** @param port - the hop of the switch port before it */
  behind(port: Hop): Hop {
    if (!this.hasRecords) {
      return NO_SOURCE;
    }
    const { status, reason } = port;
    if (status === 'not-applicable') {
      return reason === 'no-source'
        ? NO_SOURCE
        : { kind: 'patch', ref: null, status, reason, evidence: [] };
    }
    const set = port.ref === null ? undefined : this.sets.get(port.ref);
    if (!set) {
      return unknown('switch-port-unknown', port.evidence);
    }
    let hop = this.hops.get(set);
    if (!hop) {
      hop = this.hopOf(set);
      this.hops.set(set, hop);
    }
    return hop;
  }

  private get hasRecords(): boolean {
    const { portRecords } = this.site;
    return (
      portRecords !== undefined &&
      (!portRecords.isKnown || portRecords.map.devices.length > 0)
    );
  }

  private hopOf(set: SwitchPortSet): Hop {
    if (!this.site.portRecords!.isKnown) {
      return unknown('no-history', [
        recordEvidence('the records of that time were not kept'),
      ]);
    }
    const { sourceId, switchMac } = set;
    if (!this.recorded!.hasSwitch(sourceId, switchMac)) {
      return NO_SOURCE;
    }
    const parts = set.ports.map(port =>
      partOf(set, port, this.recorded!.at(sourceId, switchMac, port)),
    );
    const { status, reason } = parts
      .map(({ standing }) => standing)
      .reduce(worse);
    const ends = [...new Set(parts.flatMap(part => part.ends.map(endRef)))];
    return {
      kind: 'patch',
      ref: refOf(parts.flatMap(part => part.ends.at(-1) ?? [])),
      ...(ends.length > 0 && { ends }),
      status,
      ...(reason && { reason }),
      evidence: parts.flatMap(part => part.evidence),
    };
  }
}

function unknown(reason: Standing['reason'], evidence: Evidence[]): Hop {
  return { kind: 'patch', ref: null, status: 'unknown', reason, evidence };
}

function partOf(
  set: SwitchPortSet,
  port: number,
  record: RecordedPort | undefined,
): Part {
  if (!record || record.recorded.length === 0) {
    return {
      standing: { status: 'unknown', reason: 'no-record' },
      ends: [],
      evidence: [
        recordEvidence(
          record
            ? `no cable is recorded for ${set.switchLabel}/${port}`
            : `no recorded port of ${set.switchLabel} has the number ${port}`,
        ),
      ],
    };
  }
  const { device, kind, name } = record.port;
  return {
    standing: standingOf(record),
    ends: [{ device, kind, port: name }, ...record.recorded],
    evidence: [
      ...record.cables.map(cable =>
        recordEvidence(
          cable.status === 'connected'
            ? `cable ${cableLabel(cable)}`
            : `${cable.status} cable ${cableLabel(cable)}`,
          cable.label,
        ),
      ),
      ...record.observed.map(
        ({ via, name: seen, port: theirs, sourceId, freshness }): Evidence => ({
          claim: `${SEEN_WORDS[via]} ${seen}${theirs ? ` ${theirs}` : ''}`,
          sourceId,
          ...(freshness.collectedAt !== undefined && {
            collectedAt: freshness.collectedAt,
          }),
        }),
      ),
    ],
  };
}

const SEEN_WORDS: Record<RecordedPort['observed'][number]['via'], string> = {
  lldp: 'announced there:',
  learned: 'MAC learned there:',
  uplink: 'link reported to',
};

function standingOf({ verdict, cables, observed }: RecordedPort): Standing {
  if (cables.some(({ status }) => status === 'planned')) {
    return { status: 'unknown', reason: 'cable-planned' };
  }
  if (verdict === 'conflict') {
    return { status: 'conflict', reason: 'records-disagree' };
  }
  const isSeen = observed.some(({ freshness }) => isReadable(freshness));
  return verdict === 'agreed' && isSeen
    ? { status: 'confirmed' }
    : { status: 'declared', reason: 'recorded-only' };
}

/** One far end, or those of a group on one device: `interface:node-a/eno1+eno2`. */
function refOf(ends: readonly CableTermination[]): string | null {
  const [first, ...others] = ends;
  if (!first) {
    return null;
  }
  const together = others.every(
    ({ device, kind }) => device === first.device && kind === first.kind,
  );
  return together
    ? endRef({ ...first, port: ends.map(({ port }) => port).join('+') })
    : endRef(first);
}
