import { Verdict } from '../../findings';
import { upstreamsText } from '../../paths/HostnameBook';
import { readEvidence } from '../../paths/Trust';
import { DeclaredTargets } from '../declaredTargets';
import { declaredNameEvidence, rowSubject } from '../hostnames';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { rowLabel } from '../upstreams';

/**
 * A name whose enabled row leads elsewhere than the declared table says. A row that
 * nginx refuses is compared as well: it says what people want. Where several rows or
 * proxies have the name, one that agrees is enough. A name that is declared without
 * an upstream says nothing, and what cannot be compared is no mismatch.
 */
export function upstreamMismatch(context: JudgeContext): Verdict[] {
  if (!context.hasHostnames) {
    return [];
  }
  const book = context.hostnames();
  const targets = DeclaredTargets.create(context);
  return [...book.byName].flatMap(([hostname, declared]): Verdict[] => {
    const upstreams = declared.flatMap(item => item.upstreams);
    if (upstreams.length === 0) {
      return [];
    }
    const compared = book
      .rowsFor(hostname)
      .map(item => targets.compare(upstreams, item));
    const differing = compared.filter(
      ({ agreement }) => agreement === 'differs',
    );
    if (
      differing.length === 0 ||
      compared.some(({ agreement }) => agreement === 'agrees')
    ) {
      return [];
    }
    const [{ item, does }] = differing;
    const label = rowLabel(item.kind, item.row.value);
    const guests = compared.flatMap(one => one.guests);
    return [
      {
        rule: 'upstream-mismatch',
        subject: context.subjects.hostname(hostname),
        severity: 'error',
        summary: `${hostname} is declared to lead to ${upstreamsText(
          declared,
        )}, but ${label} ${does}; correct the row of the table, or that of the proxy.`,
        evidence: [
          ...declared.map(declaredNameEvidence),
          ...differing.map(one =>
            readEvidence(
              one.item.row,
              `${rowSubject(context, one.item)} ${one.does}`,
              one.does.replace(/^.* to /, ''),
            ),
          ),
        ],
        restsOn: distinctRefs([
          ...context.readRefs(declared),
          ...context.proxyRefs,
          ...guests.flatMap(guest => context.guestRefs(guest)),
        ]),
        guestIds: [
          ...new Set(
            differing.flatMap(({ address }) =>
              address === undefined
                ? []
                : context.addressOf(address)?.guestIds ?? [],
            ),
          ),
        ],
      },
    ];
  });
}
