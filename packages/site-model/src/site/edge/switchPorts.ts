import { SwitchFact, SwitchPortFact } from '../../facts';
import { compareText } from '../../text/compareText';
import { normalizeMac } from '../../values';
import { Observed, SiteSwitch, SwitchPortSet } from './edge';

/** A name stands for a switch only where it is its own in the whole controller. */
export function switchesOf(switches: Observed<SwitchFact>[]): SiteSwitch[] {
  const holders = new Map<string, number>();
  for (const { sourceId, value } of switches) {
    const name = `${sourceId} ${value.name}`;
    holders.set(name, (holders.get(name) ?? 0) + 1);
  }
  return switches.map(item => {
    const { sourceId, value } = item;
    const isOwn =
      value.name !== undefined &&
      holders.get(`${sourceId} ${value.name}`) === 1;
    return { ...item, label: isOwn ? value.name! : value.mac };
  });
}

function portId(sourceId: string, mac: string, port: number): string {
  return `${sourceId}/${mac}/${port}`;
}

/** Ports with a switch or gateway at the other end, as either end tells it. */
function portsTowardsSwitches(
  switches: readonly SiteSwitch[],
  ports: readonly Observed<SwitchPortFact>[],
): ReadonlySet<string> {
  const macs = new Set(
    switches
      .filter(({ value }) => value.kind !== 'access-point')
      .map(({ sourceId, value }) => `${sourceId} ${value.mac}`),
  );
  const found = new Set<string>();
  for (const { sourceId, value } of switches) {
    const { uplink } = value;
    if (uplink && value.kind !== 'access-point') {
      if (uplink.port !== undefined) {
        found.add(portId(sourceId, value.mac, uplink.port));
      }
      if (uplink.remotePort !== undefined) {
        found.add(portId(sourceId, uplink.mac, uplink.remotePort));
      }
    }
  }
  for (const { sourceId, value } of ports) {
    const isTowardsSwitch = value.lldp.some(({ chassisId }) => {
      const mac = normalizeMac(chassisId);
      return mac !== undefined && macs.has(`${sourceId} ${mac}`);
    });
    if (value.isUplink || isTowardsSwitch) {
      found.add(portId(sourceId, value.switchMac, value.port));
    }
  }
  return found;
}

/** The ports of all switches, the members of a link aggregation group together. */
export function switchPortsOf(
  switches: readonly SiteSwitch[],
  ports: readonly Observed<SwitchPortFact>[],
): SwitchPortSet[] {
  const labels = new Map(
    switches.map(({ sourceId, value, label }) => [
      `${sourceId}/${value.mac}`,
      label,
    ]),
  );
  const uplinks = portsTowardsSwitches(switches, ports);
  const sets = new Map<string, SwitchPortSet>();
  for (const item of ports) {
    const { sourceId, value } = item;
    const { switchMac, lag } = value;
    const numbers =
      lag && lag.length > 1
        ? [...lag].sort((left, right) => left - right)
        : [value.port];
    const id = portId(sourceId, switchMac, numbers[0]);
    const isUplink = uplinks.has(portId(sourceId, switchMac, value.port));
    const known = sets.get(id);
    if (known) {
      known.members.push(item);
      known.isUplink ||= isUplink;
    } else {
      sets.set(id, {
        id,
        sourceId,
        switchMac,
        switchLabel: labels.get(`${sourceId}/${switchMac}`) ?? switchMac,
        ports: numbers,
        members: [item],
        isUplink,
      });
    }
  }
  for (const { members } of sets.values()) {
    members.sort((left, right) => left.value.port - right.value.port);
  }
  return [...sets.values()].sort(
    (left, right) =>
      compareText(left.sourceId, right.sourceId) ||
      compareText(left.switchMac, right.switchMac) ||
      left.ports[0] - right.ports[0],
  );
}
