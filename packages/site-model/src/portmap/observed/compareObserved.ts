import { FreshnessLabel } from '../../observations';
import { Site, SiteSwitch } from '../../site';
import { sameHostName } from '../../text/hostNames';
import { CableTracer } from '../CableTracer';
import { InterfaceNameBook } from '../interfaceNames';
import { portKey } from '../keys';
import { CableTermination, DevicePort, PortDevice, PortMap } from '../portMap';
import {
  PortObservation,
  observedPortKey,
  portObservations,
} from './portObservations';

/**
 * How a record and what is seen stand to each other: they name the same far end
 * (`agreed`), different ones (`conflict`), or only one of them names any.
 * @public
 */
export type PortVerdict = 'agreed' | 'conflict' | 'unrecorded' | 'unseen';

/** One port of a switch that is both written down and read. @public */
export interface ObservedPort {
  /** Key of the port in the port map. */
  key: string;
  port: DevicePort;
  verdict: PortVerdict;
  /** Where its cable leads, through all panels; the last one is the far end. */
  recorded: CableTermination[];
  observed: PortObservation[];
  /** The port as its controller counts. */
  number: number;
  /** The switch that the record means, its source, and what may be said about it now. */
  switchMac: string;
  sourceId: string;
  freshness: FreshnessLabel;
}

/**
 * Holds the records against what the controllers see, port by port. Neither side
 * is changed: a difference is shown with both sides and their sources.
 * Ports whose number nobody wrote down cannot be compared, and are left out.
 *
 * @param site - what `buildSite` joined
 * @public
 */
export function compareObserved(
  map: PortMap,
  site: Site,
  names: InterfaceNameBook = InterfaceNameBook.create(),
): ObservedPort[] {
  const seen = portObservations(site);
  const tracer = CableTracer.create(map);
  const judge = FarEnd.create(map, names);
  const devices = new Map(map.devices.map(device => [device.name, device]));
  const macs = macsOf(map);
  const switches = new Map(
    map.devices.map(device => [device.name, switchesOf(device, macs, site)]),
  );
  return map.ports.flatMap((port): ObservedPort[] => {
    const [known, ...others] = switches.get(port.device) ?? [];
    const number =
      port.number ?? names.numberOf(devices.get(port.device), port.name);
    // Two switches of one name: nobody knows which of them is meant.
    const isClear = known && others.length === 0 && number !== undefined;
    if (!isClear || port.kind !== 'interface') {
      return [];
    }
    const key = observedPortKey(known.sourceId, known.value.mac, number);
    const observed = [...(seen.get(key) ?? [])];
    const end = { device: port.device, kind: port.kind, port: port.name };
    const recorded = tracer.trace(end);
    const verdict = judge.verdict(recorded, observed);
    if (verdict === undefined) {
      return [];
    }
    const { sourceId, freshness } = known;
    const switchMac = known.value.mac;
    const read = { number, switchMac, sourceId, freshness };
    return [{ key: portKey(port), port, verdict, recorded, observed, ...read }];
  });
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

/** Judges whether what is seen is what the record says is there. */
class FarEnd {
  private readonly devices: ReadonlyMap<string, PortDevice>;
  private readonly portsOf = new Map<string, DevicePort[]>();

  private constructor(map: PortMap, private readonly names: InterfaceNameBook) {
    this.devices = new Map(map.devices.map(device => [device.name, device]));
    for (const port of map.ports) {
      const ports = this.portsOf.get(port.device);
      if (ports) {
        ports.push(port);
      } else {
        this.portsOf.set(port.device, [port]);
      }
    }
  }

  static create(map: PortMap, names: InterfaceNameBook): FarEnd {
    return new FarEnd(map, names);
  }

  /** Undefined where neither side says anything. */
  verdict(
    recorded: readonly CableTermination[],
    observed: readonly PortObservation[],
  ): PortVerdict | undefined {
    const end = recorded.at(-1);
    if (!end || end.kind !== 'interface') {
      // A cable that ends in a panel says nothing of what is behind it.
      return observed.length > 0 ? 'unrecorded' : end && 'unseen';
    }
    if (observed.length === 0) {
      return 'unseen';
    }
    return observed.every(one => this.isAt(end, one)) ? 'agreed' : 'conflict';
  }

  private isAt(end: CableTermination, one: PortObservation): boolean {
    const ports = this.portsOf.get(end.device) ?? [];
    const isDevice =
      sameHostName(end.device, one.name) ||
      ports.some(({ macs }) => one.mac !== undefined && macs.includes(one.mac));
    const there = this.portSeen(ports, one);
    return isDevice && (there === undefined || there.name === end.port);
  }

  /** The port of the record that is meant, where one can be told. */
  private portSeen(
    ports: readonly DevicePort[],
    { port, portNumber }: PortObservation,
  ): DevicePort | undefined {
    if (port === undefined && portNumber === undefined) {
      return undefined;
    }
    const called = (other: DevicePort) => {
      const names = this.names.namesOf(this.devices.get(other.device), other);
      return {
        texts: [other.name, names?.netbox, names?.system],
        number: other.number ?? names?.number,
      };
    };
    return ports.find(other => {
      const { texts, number } = called(other);
      return (
        other.kind === 'interface' &&
        ((port !== undefined && texts.includes(port)) ||
          (portNumber !== undefined && number === portNumber))
      );
    });
  }
}
