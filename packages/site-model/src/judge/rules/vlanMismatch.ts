import { Evidence, Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { nicsOf, vlanUnderBridge } from '../../paths/nics';
import { readEvidence } from '../../paths/Trust';
import {
  Guest,
  GuestInterface,
  isControllerSource,
  SiteNode,
  SitePrefix,
  SwitchPortSet,
} from '../../site';
import { PrefixIndex } from '../../site/PrefixIndex';
import { addressKey } from '../../values';
import { listEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/** What a guest interface is connected to, as far as its VLAN is concerned. */
interface Connection {
  set: SwitchPortSet;
  /** The VLAN it sends in, tagged by itself, its network or its bridge. */
  tag?: number;
  native?: number;
}

/** SDN networks that carry a VLAN; a name with two of them says nothing. */
function vnetVlans({ site }: JudgeContext): ReadonlyMap<string, number> {
  const found = new Map<string, number | undefined>();
  for (const { vid, vnets } of site.vlans) {
    for (const name of vnets) {
      found.set(name, found.has(name) ? undefined : vid);
    }
  }
  return new Map(
    [...found].flatMap(([name, vid]) =>
      vid === undefined ? [] : [[name, vid]],
    ),
  );
}

/** The VLANs a controller knows; what it does not know it does not carry (ruling R19). */
function knownVlans({ site }: JudgeContext): ReadonlyMap<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { sourceId, value } of site.networks) {
    if (value.vid !== undefined) {
      found.set(sourceId, (found.get(sourceId) ?? new Set()).add(value.vid));
    }
  }
  return found;
}

/** Judges the VLAN of one guest interface after another. */
class VlanJudge {
  private readonly vnets: ReadonlyMap<string, number>;
  private readonly known: ReadonlyMap<string, Set<number>>;
  private readonly prefixes: PrefixIndex;

  private constructor(private readonly context: JudgeContext) {
    this.vnets = vnetVlans(context);
    this.known = knownVlans(context);
    // Only who routes or switches says which VLAN a network is.
    this.prefixes = PrefixIndex.create(
      context.site.prefixes.filter(
        ({ via, vid }) =>
          (via === 'network' || via === 'sdn') && vid !== undefined,
      ),
    );
  }

  static create(context: JudgeContext): VlanJudge {
    return new VlanJudge(context);
  }

  judge(guest: Guest, net: GuestInterface, node: SiteNode): Verdict[] {
    const connection = this.connectionOf(net, node);
    if (!connection) {
      return [];
    }
    const { tag, native, set } = connection;
    const place = this.context.subjects.port(set).slice('port:'.length);
    if (tag !== undefined && !this.carries(connection, tag)) {
      return this.verdict(guest, net, connection, {
        what: `is in VLAN ${tag}, which ${place} does not carry`,
        remedy: `let ${place} carry it, or change the tag`,
      });
    }
    const vlan = tag ?? native;
    const wrong =
      vlan === undefined ? undefined : this.foreignPrefix(net, vlan);
    return wrong
      ? this.verdict(guest, net, connection, {
          what: `has ${wrong.address} of VLAN ${wrong.prefix.vid} (${
            wrong.prefix.cidr
          }), but ${
            tag === undefined ? 'is untagged and ' : ''
          }lands in VLAN ${vlan}`,
          remedy: 'change its tag, its address or the network of the port',
        })
      : [];
  }

  private connectionOf(
    net: GuestInterface,
    node: SiteNode,
  ): Connection | undefined {
    const { bridge } = net;
    if (bridge === undefined || net.linkDown) {
      return undefined;
    }
    const vnet = this.vnets.get(bridge);
    const nics = nicsOf(node, bridge);
    if (nics ? nics.length === 0 : vnet === undefined) {
      return undefined;
    }
    const ports = this.context
      .ports()
      .portsOfNode(node, nics ? bridge : undefined)
      .filter(({ via }) => via === 'learned' || via === 'lldp');
    if (ports.length !== 1) {
      return undefined;
    }
    const [{ set }] = ports;
    const [member] = set.members;
    if (!member || !this.known.has(set.sourceId)) {
      return undefined;
    }
    const tag = net.tag ?? vnet ?? vlanUnderBridge(node, bridge);
    return { set, tag, native: member.value.nativeVlan };
  }

  private carries({ set, native }: Connection, vlan: number): boolean {
    const { taggedVlans } = set.members[0].value;
    return (
      this.known.get(set.sourceId)!.has(vlan) &&
      (vlan === native || taggedVlans === 'all' || taggedVlans.includes(vlan))
    );
  }

  private foreignPrefix(
    net: GuestInterface,
    vlan: number,
  ): { address: string; prefix: SitePrefix } | undefined {
    for (const address of net.addresses) {
      const prefix = this.prefixes.find(addressKey(address));
      if (prefix && prefix.vid !== vlan) {
        return { address, prefix };
      }
    }
    return undefined;
  }

  private verdict(
    guest: Guest,
    net: GuestInterface,
    { set, tag }: Connection,
    words: { what: string; remedy: string },
  ): Verdict[] {
    const { context } = this;
    const label = `${net.id} of ${context.subjects.label(guest)}`;
    const place = context.subjects.port(set).slice('port:'.length);
    const evidence: Evidence[] = [
      listEvidence(
        guest,
        `${label} is on ${net.bridge} of ${guest.node}`,
        tag === undefined ? 'untagged' : `VLAN ${tag}`,
      ),
      ...set.members.map(item => {
        const { nativeVlan, taggedVlans } = item.value;
        const tagged =
          taggedVlans === 'all' ? 'all' : taggedVlans.join(', ') || 'none';
        return readEvidence(
          item,
          `VLANs of ${place}`,
          `native ${nativeVlan ?? 'none'}, tagged ${tagged}`,
        );
      }),
    ];
    return [
      {
        rule: 'vlan-mismatch',
        subject: context.subjects.guestInterface(guest, net.id),
        severity: 'error',
        summary: `${label} ${words.what}; ${words.remedy}.`,
        evidence,
        restsOn: distinctRefs([
          ...context.guestRefs(guest),
          { sourceId: guest.sourceId, scope: `node:${guest.node}` },
          ...context.scopesOf(set.sourceId),
          ...context.sightingRefs,
        ]),
        guestIds: [guest.id],
      },
    ];
  }
}

/**
 * The tag of a guest interface, the VLAN of its address and what its switch port
 * carries do not fit together (ruling R19). A VLAN that is not carried is
 * concluded from a list, so the controller must have been read.
 */
export function vlanMismatch(context: JudgeContext): Verdict[] {
  const controllers = context.site.sources.filter(isControllerSource);
  if (controllers.length === 0 || !controllers.every(isReadable)) {
    return [];
  }
  const judge = VlanJudge.create(context);
  const nodes = context.nodesById();
  return context.site.guests.flatMap(guest => {
    const node = nodes.get(`${guest.sourceId}/${guest.node}`);
    if (
      guest.template ||
      node?.status !== 'online' ||
      !isReadable(guest.freshness) ||
      !isReadable(guest.configFreshness)
    ) {
      return [];
    }
    return guest.interfaces.flatMap(net => judge.judge(guest, net, node));
  });
}
