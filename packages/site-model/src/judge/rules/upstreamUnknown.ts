import { Verdict } from '../../findings';
import { claimEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import {
  ownerRefs,
  ownersAreKnown,
  Upstream,
  upstreamEvidence,
  upstreamsOf,
} from '../upstreams';

/** Who uses the address without owning it, in a clause. */
function whoElse(context: JudgeContext, address: string): string {
  const { why } = context.owners().of(address);
  if (why === 'squatter') {
    return '; an undeclared client answers there';
  }
  return why === 'template-only'
    ? '; only a template is configured with it'
    : '';
}

function verdict(
  upstream: Upstream,
  address: string,
  context: JudgeContext,
): Verdict[] {
  const known = context.addressOf(address);
  const guests = known ? context.guestsDeclaredFor(known) : [];
  if (guests.some(guest => guest.addressesUnreadable !== undefined)) {
    return [];
  }
  return [
    {
      rule: 'upstream-unknown',
      subject: upstream.subject,
      severity: 'error',
      summary: `${upstream.label} sends to ${
        upstream.text
      }, but no guest, node or declared device has ${address}${whoElse(
        context,
        address,
      ).replace('; ', ' and ')}; correct the target, or declare what is there.`,
      evidence: [
        upstreamEvidence(upstream),
        ...(known?.claims ?? [])
          .filter(({ kind }) => kind !== 'proxy-upstream')
          .map(claimEvidence),
      ],
      restsOn: distinctRefs([
        ...context.readRefs([upstream.row]),
        ...ownerRefs(context),
        ...guests.flatMap(guest => context.guestRefs(guest)),
      ]),
      guestIds: guests.map(({ id }) => id),
    },
  ];
}

/**
 * An enabled row whose upstream address nobody has (ruling R11). Rests on the
 * silence of every source that could name an owner; not raised for an address
 * that a row gives to a guest that cannot be read now (ruling R02).
 */
export function upstreamUnknown(context: JudgeContext): Verdict[] {
  if (!ownersAreKnown(context)) {
    return [];
  }
  return upstreamsOf(context).flatMap(upstream =>
    upstream.meaning.kind === 'address' &&
    context.owners().of(upstream.meaning.address).owners.length === 0
      ? verdict(upstream, upstream.meaning.address, context)
      : [],
  );
}
