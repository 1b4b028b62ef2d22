import { Fact, IpLink } from '@sankofa/site-model';

/** The ends of guests on a node; they come and go with every start, with new MACs. */
const GUEST_DRIVERS = ['veth', 'tun'];
/** As Proxmox names them: `tap201i0`, `veth101i0`, and those of its firewall. */
const GUEST_NAME = /^(?:tap|veth|fwbr|fwpr|fwln)\d+[ip]\d+$/;

function isOfGuest({ name, driver = '' }: IpLink): boolean {
  return GUEST_DRIVERS.includes(driver) || GUEST_NAME.test(name);
}

/**
 * The cards, bonds, bridges and VLANs of a node. The links of its guests are left out:
 * their configuration says where they are connected.
 *
 * @param locator - where they were read
 */
export function linkFacts(
  node: string,
  links: IpLink[],
  locator: string,
): Fact[] {
  const facts = new Map<string, Fact>();
  for (const link of links.filter(candidate => !isOfGuest(candidate))) {
    const { driver: _, ...value } = link;
    const key = `${node}/${link.name}`;
    facts.set(key, {
      kind: 'node-link',
      key,
      value: { node, ...value },
      locator,
    });
  }
  return [...facts.values()];
}
