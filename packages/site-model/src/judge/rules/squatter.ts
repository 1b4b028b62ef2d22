import { Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { StrangerFinder } from '../../paths/StrangerFinder';
import { isControllerSource } from '../../site';
import { listed } from '../../text/sentences';
import { claimEvidence } from '../evidence';
import { claimRefs, distinctRefs, JudgeContext } from '../JudgeContext';
import { strangerTest } from '../strangers';

/** What is handed out by DHCP is known: such an address is given to whoever asks. */
function networksAreKnown({ site }: JudgeContext): boolean {
  const known = new Set(site.networks.map(({ sourceId }) => sourceId));
  return site.sources
    .filter(isControllerSource)
    .every(source => known.has(source.sourceId) || isReadable(source));
}

/**
 * A client or neighbour that uses an address which nothing declares, configures
 * or hands out (ruling R10). Rests on the silence of clusters and files: while
 * one of them is unknown, a stranger may be a guest or a device like any other.
 */
export function squatter(context: JudgeContext): Verdict[] {
  const { clients, neighbours } = context.site;
  if (
    clients.length + neighbours.length === 0 ||
    !context.guestListsReadable ||
    !context.declarationsKnown ||
    !networksAreKnown(context)
  ) {
    return [];
  }
  const isStranger = strangerTest(context);
  const finder = StrangerFinder.create(context.site);
  const controllers = context.site.sources.filter(isControllerSource);
  return context.site.addresses.flatMap((item): Verdict[] => {
    const sightings = finder
      .sightingsOf(item)
      .filter(({ mac }) => mac !== undefined && isStranger(mac));
    if (sightings.length === 0) {
      return [];
    }
    const places = [...new Set(sightings.flatMap(({ place }) => place ?? []))];
    const names = [...new Set(sightings.map(({ label }) => label))];
    const where = places.length > 0 ? ` on ${listed(places)}` : '';
    return [
      {
        rule: 'squatter',
        subject: context.subjects.address(item.address),
        severity: 'warning',
        summary: `${listed(names)}${where} uses ${
          item.address
        }, which nothing declares or configures; declare it, or take it off the network.`,
        evidence: sightings.map(claimEvidence),
        restsOn: distinctRefs([
          ...claimRefs(sightings),
          ...context.sourceRefs,
          ...context.declarationRefs,
          ...controllers.flatMap(({ sourceId }) => context.scopesOf(sourceId)),
        ]),
        guestIds: [],
      },
    ];
  });
}
