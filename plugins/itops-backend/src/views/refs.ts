import {
  addressEntityName,
  guestEntityName,
  hostnameEntityName,
  nodeEntityName,
  resourceRef,
  switchEntityName,
  switchPortEntityName,
} from '@sankofa/plugin-itops-common';
import { Site, Subjects, guestLabel } from '@sankofa/site-model';
import { SiteView } from '../site';
import { pathBook } from './rows/pathBook';
import { siteAddressInCatalog } from './siteInventory';
import { portsInCatalog, switchKeys } from './siteSwitches';

/** A thing that hops and findings name, in words for people. */
export interface NamedThing {
  title: string;
  /** Its entity, where the catalog has one. */
  entityRef?: string;
}

/** Everything of a site that has a name of its own, by ref. */
export function namedThings(view: SiteView): ReadonlyMap<string, NamedThing> {
  const { site } = view;
  const subjects = Subjects.create(site);
  const things = new Map<string, NamedThing>();
  for (const guest of site.guests) {
    things.set(subjects.guest(guest), {
      title: guestLabel(guest),
      entityRef: resourceRef(guestEntityName(guest.sourceId, guest.vmid)),
    });
  }
  for (const node of site.nodes) {
    things.set(subjects.node(node), {
      title: node.name,
      entityRef: resourceRef(nodeEntityName(node.sourceId, node.name)),
    });
  }
  for (const address of site.addresses) {
    if (siteAddressInCatalog(address)) {
      things.set(subjects.address(address.address), {
        title: address.address,
        entityRef: resourceRef(addressEntityName(address.address)),
      });
    }
  }
  for (const { sourceId, value } of site.portForwards) {
    const title = value.name ?? `forward ${value.id}`;
    things.set(subjects.portForward(sourceId, value.id), { title });
  }
  for (const ports of site.switchPorts) {
    things.set(subjects.port(ports), {
      title: `${ports.switchLabel} ${ports.ports.join('+')}`,
    });
  }
  const keys = view.derive(switchKeys);
  for (const device of site.switches) {
    const { label, sourceId, value } = device;
    const key = keys.get(`${sourceId}/${value.mac}`);
    things.set(subjects.switch(device), {
      title: label,
      ...(key !== undefined && {
        entityRef: resourceRef(switchEntityName(key)),
      }),
    });
  }
  for (const ports of view.derive(portsInCatalog)) {
    const key = keys.get(`${ports.sourceId}/${ports.switchMac}`)!;
    const thing = things.get(subjects.port(ports))!;
    thing.entityRef = resourceRef(switchPortEntityName(key, ports.ports));
  }
  for (const { hostname } of view.derive(pathBook).paths) {
    things.set(subjects.hostname(hostname), {
      title: hostname,
      entityRef: resourceRef(hostnameEntityName(hostname)),
    });
  }
  return things;
}

const RECORDED_PORT = /^(?:interface|front-port|rear-port)$/;

/** `proxy-host:4` is row 4 to people; other refs are told by what follows the kind. */
export function titleOf(ref: string, view: SiteView): NamedThing {
  const known = view.derive(namedThings).get(ref);
  if (known) {
    return known;
  }
  const kind = ref.slice(0, ref.indexOf(':'));
  const name = ref.slice(ref.indexOf(':') + 1);
  const rows: Record<string, string> = {
    'proxy-host': 'proxy host',
    'redirection-host': 'redirection',
    'dead-host': 'dead host',
    stream: 'stream',
    'default-site': 'default site of',
  };
  if (RECORDED_PORT.test(kind)) {
    return { title: name.replace('/', ' ') };
  }
  return { title: rows[kind] ? `${rows[kind]} ${name}` : name };
}

/** By the prefix of a question: the ref of what has this id in the inventory. */
const BY_ID: Record<
  string,
  (id: string, site: Site, subjects: Subjects) => string | undefined
> = {
  'guest-id': (id, { guests }, subjects) => {
    const guest = guests.find(known => known.id === id);
    return guest && subjects.guest(guest);
  },
  'node-id': (id, { nodes }, subjects) => {
    const node = nodes.find(known => known.id === id);
    return node && subjects.node(node);
  },
  'port-id': (id, { switchPorts }, subjects) => {
    const ports = switchPorts.find(known => known.id === id);
    return ports && subjects.port(ports);
  },
  'switch-id': (id, { switches }, subjects) => {
    const device = switches.find(
      ({ sourceId, value }) => `${sourceId}/${value.mac}` === id,
    );
    return device && subjects.switch(device);
  },
};

/**
 * The ref of a thing in the form that hops use. Pages that know the id of a thing
 * may ask with `guest-id:`, `node-id:`, `port-id:` and `switch-id:`.
 */
export function refOf(asked: string, { site }: SiteView): string {
  const colon = asked.indexOf(':');
  const byId = BY_ID[asked.slice(0, colon)];
  const id = asked.slice(colon + 1);
  return byId?.(id, site, Subjects.create(site)) ?? asked;
}
