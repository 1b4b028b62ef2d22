import { ResourceEntityV1alpha1 } from '@backstage/catalog-model';
import {
  SiteInventory,
  SiteSwitchPortView,
  SiteSwitchView,
  hostnameEntityName,
  switchEntityName,
  switchPortEntityName,
} from '@sankofa/plugin-itops-common';
import { resourceEntity } from './resource';
import { SiteRefs, present } from './siteRefs';
import { plainText } from './text';

interface Context {
  refs: SiteRefs;
  /** Owner of what has none of its own. */
  fallback: string;
  ownerOfGuests: (guestIds: string[]) => string;
}

const DEVICE_WORDS: Record<SiteSwitchView['kind'], string> = {
  switch: 'Switch',
  gateway: 'Gateway',
  'access-point': 'Access point',
  other: 'Network device',
};

function switchTitle({ name, mac }: SiteSwitchView): string {
  return plainText(name) ?? mac;
}

function switchEntity(
  device: SiteSwitchView,
  { refs, fallback }: Context,
): ResourceEntityV1alpha1 {
  const { uplinkId: above } = device;
  return resourceEntity({
    type: 'switch',
    name: switchEntityName(device.key),
    id: device.id,
    title: switchTitle(device),
    description: [DEVICE_WORDS[device.kind], plainText(device.model)]
      .filter(Boolean)
      .join(' '),
    owner: fallback,
    connectedTo: present([refs.port(above) ?? refs.switch(above)]),
    attributes: { mac: device.mac, deviceKind: device.kind },
  });
}

function portEntity(
  { id, switchId, ports, name, uplinkId: above }: SiteSwitchPortView,
  device: SiteSwitchView | undefined,
  { refs, fallback }: Context,
): ResourceEntityV1alpha1 {
  const label = plainText(name);
  const numbers = ports.join('+');
  const place = `${device ? switchTitle(device) : switchId} ${numbers}`;
  return resourceEntity({
    type: 'switch-port',
    name: switchPortEntityName(refs.switchNamed(switchId), ports),
    id,
    title: label ? `${place} (${label})` : place,
    description:
      ports.length > 1
        ? `Ports ${numbers}, one link aggregation group`
        : `Port ${numbers}`,
    owner: fallback,
    hostedOn: refs.switch(switchId),
    connectedTo: present([refs.port(above) ?? refs.switch(above)]),
    attributes: { ports },
  });
}

/** Switches, their ports, and public host names with where they lead. */
export function edgeEntities(
  site: SiteInventory,
  context: Context,
): ResourceEntityV1alpha1[] {
  const { refs } = context;
  const devices = new Map(site.switches.map(device => [device.id, device]));
  return [
    ...site.switches.map(device => switchEntity(device, context)),
    ...site.switchPorts.map(port =>
      portEntity(port, devices.get(port.switchId), context),
    ),
    ...site.hostnames.map(
      ({ hostname, proxyGuestIds, guestIds, nodeIds, addresses }) =>
        resourceEntity({
          type: 'public-hostname',
          name: hostnameEntityName(hostname),
          id: hostname,
          title: hostname,
          description: `Public host name ${hostname}`,
          owner: context.ownerOfGuests(guestIds),
          routesTo: present([
            ...guestIds.map(refs.guest),
            ...nodeIds.map(refs.node),
            ...addresses.map(refs.address),
          ]),
          // It answers only as long as its proxy does.
          dependsOn: proxyGuestIds.map(refs.guest),
        }),
    ),
  ];
}
