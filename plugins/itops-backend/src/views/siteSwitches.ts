import { SiteInventory, switchEntityName } from '@sankofa/plugin-itops-common';
import {
  CableEnd,
  Connections,
  SiteSwitch,
  SwitchPortSet,
  connectionsOf,
} from '@sankofa/site-model';
import { SiteView } from '../site';

/** What is plugged in where, worked out once for each site. */
export function siteConnections({ site }: SiteView): Connections {
  return connectionsOf(site);
}

function switchIdOf({ sourceId, value }: SiteSwitch): string {
  return `${sourceId}/${value.mac}`;
}

/** Access points and other devices count where they have ports to plug into. */
function switchesInCatalog({ site }: SiteView): SiteSwitch[] {
  const withPorts = new Set(
    site.switchPorts.map(
      ({ sourceId, switchMac }) => `${sourceId}/${switchMac}`,
    ),
  );
  return site.switches.filter(
    device =>
      device.value.kind === 'switch' ||
      device.value.kind === 'gateway' ||
      withPorts.has(switchIdOf(device)),
  );
}

/**
 * What tells a switch from every other one of the site, by `<sourceId>/<MAC>`: its
 * label, or its MAC where labels of two switches would give one name.
 */
export function switchKeys(view: SiteView): ReadonlyMap<string, string> {
  const devices = view.derive(switchesInCatalog);
  const holders = new Map<string, number>();
  for (const { label } of devices) {
    const name = switchEntityName(label);
    holders.set(name, (holders.get(name) ?? 0) + 1);
  }
  return new Map(
    devices.map(device => [
      switchIdOf(device),
      holders.get(switchEntityName(device.label)) === 1
        ? device.label
        : device.value.mac,
    ]),
  );
}

/** Sets of ports that the controller lists, on switches that have an entity. */
export function portsInCatalog(view: SiteView): SwitchPortSet[] {
  const keys = view.derive(switchKeys);
  return view.site.switchPorts.filter(
    ({ sourceId, switchMac, members }) =>
      members.length > 0 && keys.has(`${sourceId}/${switchMac}`),
  );
}

function upperEnd({ portsId, switchId }: CableEnd): string {
  return portsId ?? switchId;
}

export function siteSwitches(view: SiteView): SiteInventory['switches'] {
  const { uplinks } = view.derive(siteConnections);
  const keys = view.derive(switchKeys);
  // Where the port at the lower end is known, the cable is told there.
  const above = new Map(
    uplinks
      .filter(({ from }) => from.portsId === undefined)
      .map(({ from, to }) => [from.switchId, upperEnd(to)]),
  );
  return view.derive(switchesInCatalog).map(device => {
    const { mac, name, model, kind } = device.value;
    const id = switchIdOf(device);
    return {
      id,
      sourceId: device.sourceId,
      mac,
      key: keys.get(id)!,
      name,
      model,
      kind,
      uplinkId: above.get(id),
    };
  });
}

export function siteSwitchPorts(view: SiteView): SiteInventory['switchPorts'] {
  const { uplinks } = view.derive(siteConnections);
  const above = new Map(
    uplinks.map(({ from, to }) => [from.portsId, upperEnd(to)]),
  );
  return view
    .derive(portsInCatalog)
    .map(({ id, sourceId, switchMac, ports, members }) => ({
      id,
      switchId: `${sourceId}/${switchMac}`,
      ports,
      name: members[0].value.name,
      uplinkId: above.get(id),
    }));
}
