import { Verdict } from '../../findings';
import { buildPaths, hopsOf } from '../../paths';
import { readEvidence } from '../../paths/Trust';
import { SiteProxy } from '../../site';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { Upstream, upstreamEvidence, upstreamsOf } from '../upstreams';

function proxyRefs(context: JudgeContext, proxies: readonly SiteProxy[]) {
  return proxies.flatMap(proxy => {
    const guest = proxy.guestId && context.guestsById().get(proxy.guestId);
    return [
      ...context.readRefs([proxy]),
      ...(guest ? context.guestRefs(guest) : []),
    ];
  });
}

function selfVerdict(upstream: Upstream, context: JudgeContext): Verdict[] {
  const { meaning, row } = upstream;
  if (meaning.kind !== 'self') {
    return [];
  }
  const proxies = context.site.proxies.filter(
    ({ sourceId }) => sourceId === row.sourceId,
  );
  return [
    {
      rule: 'upstream-loop',
      subject: upstream.subject,
      severity: 'error',
      summary: `${upstream.label} sends to ${upstream.text}, which is an address of the proxy itself; set the target to the machine behind it.`,
      evidence: [
        upstreamEvidence(upstream),
        ...proxies.map(proxy =>
          readEvidence(proxy, 'the proxy answers there', meaning.address),
        ),
      ],
      restsOn: distinctRefs([
        ...context.readRefs([row]),
        ...proxyRefs(context, proxies),
      ]),
      guestIds: proxies.flatMap(({ guestId }) => guestId ?? []),
    },
  ];
}

/** Proxies that send a name on to one another, found by walking there. */
function rings(context: JudgeContext, known: ReadonlySet<string>): Verdict[] {
  const { site } = context;
  if (site.proxies.length < 2) {
    return [];
  }
  const found = new Map<string, Verdict>();
  for (const path of buildPaths(site).paths) {
    const rows = hopsOf(path).filter(({ kind }) => kind === 'proxy');
    for (const { ref, reason, evidence } of rows) {
      if (ref !== null && reason === 'proxy-loop' && !known.has(ref)) {
        found.set(ref, {
          rule: 'upstream-loop',
          subject: ref,
          severity: 'error',
          summary: `Requests for ${path.hostname} go round between proxies and end at ${ref} again; set one of the targets to the machine behind it.`,
          evidence,
          restsOn: distinctRefs([
            ...site.proxyHosts.flatMap(row => context.readRefs([row])),
            ...proxyRefs(context, site.proxies),
          ]),
          guestIds: [],
        });
      }
    }
  }
  return [...found.values()];
}

/** An upstream that is the proxy itself, or proxies in a ring (ruling R18). */
export function upstreamLoop(context: JudgeContext): Verdict[] {
  const own = upstreamsOf(context).flatMap(item => selfVerdict(item, context));
  const rows = own.map(({ subject }) => subject.split('/location:')[0]);
  return [...own, ...rings(context, new Set(rows))];
}
