import { sameHostName } from '../../text/hostNames';
import { InterfaceNameBook } from '../interfaceNames';
import { CableTermination, DevicePort, PortDevice, PortMap } from '../portMap';
import { PortObservation } from './portObservations';

/**
 * How a record and what is seen stand to each other: they name the same far end
 * (`agreed`), different ones (`conflict`), or only one of them names any.
 * @public
 */
export type PortVerdict = 'agreed' | 'conflict' | 'unrecorded' | 'unseen';

/** Judges whether what is seen is what the record says is there. */
export class FarEnd {
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
