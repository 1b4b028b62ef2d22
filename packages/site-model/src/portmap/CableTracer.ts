import { endKey, portKey } from './keys';
import { Cable, CableTermination, DevicePort, PortMap } from './portMap';

/** Follows cables through patch panels. @public */
export class CableTracer {
  private readonly peers = new Map<
    string,
    { cable: Cable; end: CableTermination }
  >();
  private readonly ports: ReadonlyMap<string, DevicePort>;
  /** Front ports by rear port and position. */
  private readonly fronts = new Map<string, DevicePort>();

  private constructor(map: PortMap) {
    for (const cable of map.cables) {
      const { a, b } = cable;
      this.peers.set(endKey(a), { cable, end: b });
      this.peers.set(endKey(b), { cable, end: a });
    }
    this.ports = new Map(map.ports.map(port => [portKey(port), port]));
    for (const port of map.ports) {
      if (port.rearPort !== undefined) {
        const { device, rearPort, rearPosition } = port;
        this.fronts.set(JSON.stringify([device, rearPort, rearPosition]), port);
      }
    }
  }

  static create(map: PortMap): CableTracer {
    return new CableTracer(map);
  }

  /**
   * Every port on the way from one end, in order: the far end of its cable, the
   * other side of that panel, and so on to the last one that is known. Empty where
   * there is no cable. A rear port of several positions is passed only where it
   * is known which of them.
   */
  trace(from: CableTermination): CableTermination[] {
    return this.follow(from).way;
  }

  /** {@link CableTracer.trace} with the cables on that way, in order. */
  follow(from: CableTermination): {
    way: CableTermination[];
    cables: Cable[];
  } {
    const way: CableTermination[] = [];
    const cables: Cable[] = [];
    const seen = new Set([endKey(from)]);
    let position: number | undefined = this.ports.get(
      endKey(from),
    )?.rearPosition;
    let peer = this.peers.get(endKey(from));
    while (peer && !seen.has(endKey(peer.end))) {
      const { cable, end } = peer;
      way.push(end);
      cables.push(cable);
      seen.add(endKey(end));
      const through = this.otherSide(end, position);
      if (!through || seen.has(endKey(through.end))) {
        break;
      }
      way.push(through.end);
      seen.add(endKey(through.end));
      position = through.position;
      peer = this.peers.get(endKey(through.end));
    }
    return { way, cables };
  }

  private otherSide(
    end: CableTermination,
    position: number | undefined,
  ): { end: CableTermination; position?: number } | undefined {
    const port = this.ports.get(endKey(end));
    if (port?.kind === 'front-port' && port.rearPort !== undefined) {
      const { device, rearPort, rearPosition } = port;
      return {
        end: { device, kind: 'rear-port', port: rearPort },
        position: rearPosition,
      };
    }
    if (port?.kind !== 'rear-port') {
      return undefined;
    }
    const at = port.positions === 1 ? 1 : position;
    const front = this.fronts.get(JSON.stringify([port.device, port.name, at]));
    return (
      front && {
        end: { device: front.device, kind: front.kind, port: front.name },
      }
    );
  }
}
