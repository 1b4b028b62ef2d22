import { Evidence, Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { Segment, Segments } from '../../paths/Segments';
import { readEvidence } from '../../paths/Trust';
import {
  Guest,
  GuestInterface,
  isControllerSource,
  SiteNode,
  SwitchPortSet,
} from '../../site';
import { listEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/** An interface whose port is known. */
type Connection = Segment & { port: SwitchPortSet };

/** Judges the VLAN of one guest interface after another. */
class VlanJudge {
  private readonly segments: Segments;

  private constructor(private readonly context: JudgeContext) {
    this.segments = Segments.create(context.site, context.ports());
  }

  static create(context: JudgeContext): VlanJudge {
    return new VlanJudge(context);
  }

  judge(guest: Guest, net: GuestInterface, node: SiteNode): Verdict[] {
    const { port, ...segment } = this.segments.of(net, node);
    if (!port) {
      return [];
    }
    const connection: Connection = { ...segment, port };
    const { tag, vid } = connection;
    const place = this.context.subjects.port(port).slice('port:'.length);
    if (tag !== undefined && !this.segments.carries(port, tag)) {
      return this.verdict(guest, net, connection, {
        what: `is in VLAN ${tag}, which ${place} does not carry`,
        remedy: `let ${place} carry it, or change the tag`,
      });
    }
    const wrong =
      vid === undefined
        ? undefined
        : this.segments.foreignPrefix(net.addresses, vid);
    return wrong
      ? this.verdict(guest, net, connection, {
          what: `has ${wrong.address} of VLAN ${wrong.prefix.vid} (${
            wrong.prefix.cidr
          }), but ${
            tag === undefined ? 'is untagged and ' : ''
          }lands in VLAN ${vid}`,
          remedy: 'change its tag, its address or the network of the port',
        })
      : [];
  }

  private verdict(
    guest: Guest,
    net: GuestInterface,
    { port: set, tag }: Connection,
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
