import { NodeInterfaceFact } from '../facts';
import { SiteNode } from '../site';

/** More levels than bridge, bond, VLAN and card need. */
const MAX_DEPTH = 6;

/** `eno1` of `eno1.110`; a VLAN interface may be named otherwise, and then says on what it is. */
function rawDevice({ name, vlanRawDevice }: NodeInterfaceFact) {
  return vlanRawDevice ?? /^(.+)\.\d{1,4}$/.exec(name)?.[1];
}

function below(item: NodeInterfaceFact): readonly string[] | undefined {
  if (item.bridgePorts.length > 0 || /bridge/i.test(item.type)) {
    return item.bridgePorts;
  }
  if (item.bondSlaves.length > 0) {
    return item.bondSlaves;
  }
  const raw = rawDevice(item);
  return raw === undefined ? undefined : [raw];
}

/**
 * The network cards under a bridge, bond or VLAN interface of a node. None at all
 * under a bridge without ports: what is on it reaches no switch.
 *
 * @returns nothing where the node has no such interface, or never told
 */
export function nicsOf(node: SiteNode, name: string): string[] | undefined {
  const byName = new Map(node.interfaces.map(item => [item.name, item]));
  if (!byName.has(name)) {
    return undefined;
  }
  const nics = new Set<string>();
  const collect = (current: string, depth: number) => {
    const item = byName.get(current);
    const next = item && below(item);
    // A VLAN interface is not always listed beside the card it is on.
    const raw = item ? undefined : /^(.+)\.\d{1,4}$/.exec(current)?.[1];
    if (depth < MAX_DEPTH && (next || raw)) {
      (next ?? [raw!]).forEach(lower => collect(lower, depth + 1));
    } else {
      nics.add(current);
    }
  };
  collect(name, 0);
  return [...nics];
}

/**
 * The VLAN that a bridge puts untagged guests into by being built on a VLAN
 * interface: 110 of `vmbr110` on `eno1.110`.
 */
export function vlanUnderBridge(
  node: SiteNode,
  bridge: string,
): number | undefined {
  const item = node.interfaces.find(({ name }) => name === bridge);
  const tags = new Set(
    (item?.bridgePorts ?? []).map(port => {
      const lower = node.interfaces.find(({ name }) => name === port);
      const named = /\.(\d{1,4})$/.exec(port)?.[1];
      return (
        lower?.vlanTag ?? (named === undefined ? undefined : Number(named))
      );
    }),
  );
  return tags.size === 1 ? [...tags][0] : undefined;
}
