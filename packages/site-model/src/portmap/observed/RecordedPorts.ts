import { FreshnessLabel } from '../../observations';
import { Site, SiteSwitch } from '../../site';
import { perSite } from '../../site/perSite';
import { sameHostName } from '../../text/hostNames';
import { CableTracer } from '../CableTracer';
import { InterfaceNameBook } from '../interfaceNames';
import { portKey } from '../keys';
import {
  Cable,
  CableTermination,
  DevicePort,
  PortDevice,
  PortMap,
} from '../portMap';
import { FarEnd, PortVerdict } from './FarEnd';
import {
  ObservationsByPort,
  PortObservation,
  observedPortKey,
  portObservations,
} from './portObservations';

/** A recorded port of a switch that a controller knows. @public */
export interface RecordedPort {
  /** Key of the port in the port map. */
  key: string;
  port: DevicePort;
  /** Absent where neither side says anything. */
  verdict?: PortVerdict;
  /** Where its cable leads, through all panels; the last one is the far end. */
  recorded: CableTermination[];
  /** The cables on that way, in order. */
  cables: Cable[];
  observed: PortObservation[];
  /** The port as its controller counts. */
  number: number;
  /** The switch that the record means, its source, and what may be said about it now. */
  switchMac: string;
  sourceId: string;
  freshness: FreshnessLabel;
}

/**
 * The records of switch ports beside what the controllers see there. A port whose
 * number nobody wrote down, or whose switch cannot be told from another, is left out.
 * @public
 */
export class RecordedPorts {
  /** In the order of the records. */
  readonly all: readonly RecordedPort[];
  private readonly byPort = new Map<string, RecordedPort>();
  /** `<sourceId>/<MAC>` of every switch that the records name. */
  private readonly switches = new Set<string>();

  private constructor(map: PortMap, site: Site, names: InterfaceNameBook) {
    const seen = portObservations(site);
    const tracer = CableTracer.create(map);
    const judge = FarEnd.create(map, names);
    const devices = new Map(map.devices.map(device => [device.name, device]));
    const known = this.knownSwitches(map, site);
    this.all = map.ports.flatMap(port => {
      const device = known.get(port.device);
      const number =
        port.number ?? names.numberOf(devices.get(port.device), port.name);
      return device && number !== undefined && port.kind === 'interface'
        ? recordedPort({ port, number, device, seen, tracer, judge })
        : [];
    });
    for (const item of this.all) {
      const { sourceId, switchMac, number } = item;
      this.byPort.set(observedPortKey(sourceId, switchMac, number), item);
    }
  }

  static create(
    map: PortMap,
    site: Site,
    names: InterfaceNameBook,
  ): RecordedPorts {
    return new RecordedPorts(map, site, names);
  }

  /** Whether the records speak of a switch at all. */
  hasSwitch(sourceId: string, mac: string): boolean {
    return this.switches.has(`${sourceId}/${mac}`);
  }

  at(sourceId: string, mac: string, port: number): RecordedPort | undefined {
    return this.byPort.get(observedPortKey(sourceId, mac, port));
  }

  /** By name of the record. Two switches of one name: nobody knows which of them is meant. */
  private knownSwitches(map: PortMap, site: Site): Map<string, SiteSwitch> {
    const macs = macsOf(map);
    const known = new Map<string, SiteSwitch>();
    for (const device of map.devices) {
      const [one, ...others] = switchesOf(device, macs, site);
      if (one && others.length === 0) {
        known.set(device.name, one);
        this.switches.add(`${one.sourceId}/${one.value.mac}`);
      }
    }
    return known;
  }
}

/** The records of a site beside what is seen at it; nothing where it has none. @public */
export const recordedPortsOf = perSite((site): RecordedPorts | undefined => {
  const { portRecords } = site;
  return (
    portRecords &&
    RecordedPorts.create(
      portRecords.map,
      site,
      InterfaceNameBook.create(portRecords.names),
    )
  );
});

function recordedPort(found: {
  port: DevicePort;
  number: number;
  device: SiteSwitch;
  seen: ObservationsByPort;
  tracer: CableTracer;
  judge: FarEnd;
}): RecordedPort {
  const { port, number, device, seen, tracer, judge } = found;
  const { sourceId, freshness } = device;
  const { mac: switchMac } = device.value;
  const observed = [
    ...(seen.get(observedPortKey(sourceId, switchMac, number)) ?? []),
  ];
  const { way, cables } = tracer.follow({
    device: port.device,
    kind: port.kind,
    port: port.name,
  });
  const verdict = judge.verdict(way, observed);
  return {
    key: portKey(port),
    port,
    ...(verdict && { verdict }),
    recorded: way,
    cables,
    observed,
    number,
    switchMac,
    sourceId,
    freshness,
  };
}

/** MACs that are written down, by device. */
function macsOf({ ports }: PortMap): ReadonlyMap<string, Set<string>> {
  const macs = new Map<string, Set<string>>();
  for (const port of ports) {
    const known = macs.get(port.device) ?? new Set();
    macs.set(port.device, known);
    port.macs.forEach(mac => known.add(mac));
  }
  return macs;
}

/** Switches that a record means: by a MAC that is written down, else by name. */
function switchesOf(
  { name, role }: PortDevice,
  macs: ReadonlyMap<string, Set<string>>,
  { switches }: Site,
): SiteSwitch[] {
  if (role !== 'switch' && role !== 'gateway') {
    return [];
  }
  const byMac = switches.filter(({ value }) => macs.get(name)?.has(value.mac));
  return byMac.length > 0
    ? byMac
    : switches.filter(({ label }) => sameHostName(label, name));
}
