import { pushTo } from '../collections/pushTo';
import { PortForwardFact } from '../facts';
import { isReadable } from '../observations';
import { parsePortList } from '../parsers';
import { isControllerSource, Observed, Site, SiteProxy } from '../site';
import { addressOfHost } from '../site/edge/hosts';
import { Subjects } from '../site/Subjects';
import { forwardConflicts } from './listeners';
import { Hop, Standing, worse } from './path';
import { readEvidence, Trust } from './Trust';

const WEB_PORTS = [80, 443];

function listensForWeb({ value }: Observed<PortForwardFact>): boolean {
  return (
    value.enabled &&
    value.protocol !== 'udp' &&
    (parsePortList(value.listenPorts)?.ranges ?? []).some(({ first, last }) =>
      WEB_PORTS.some(port => first <= port && port <= last),
    )
  );
}

/** `pf1 "NPM web": wan tcp 80,443 to 192.168.11.166:80,443`. */
export function forwardText(value: PortForwardFact): string {
  const { id, name, protocol, listenPorts, targetAddress, source } = value;
  const title = name === undefined ? id : `${id} "${name}"`;
  const ports = value.targetPorts || listenPorts;
  const limit = source === undefined ? '' : `, only from ${source}`;
  return `${title}: ${value.interface} ${protocol} ${listenPorts} to ${targetAddress}:${ports}${limit}`;
}

/** How requests from outside get to a proxy (ruling R17). */
export class Forwards {
  private readonly byAddress = new Map<string, Observed<PortForwardFact>[]>();
  private readonly controllers: Site['sources'];
  private readonly contested: ReadonlySet<Observed<PortForwardFact>>;

  private constructor(
    site: Site,
    private readonly subjects: Subjects,
    private readonly trust: Trust,
  ) {
    this.controllers = site.sources.filter(isControllerSource);
    for (const forward of site.portForwards) {
      const address = addressOfHost(forward.value.targetAddress);
      if (address !== undefined && listensForWeb(forward)) {
        pushTo(this.byAddress, address, forward);
      }
    }
    this.contested = new Set(
      forwardConflicts(site)
        .filter(({ first, last }) =>
          WEB_PORTS.some(port => first <= port && port <= last),
        )
        .flatMap(({ rows }) => rows),
    );
  }

  static create(site: Site, subjects: Subjects, trust: Trust): Forwards {
    return new Forwards(site, subjects, trust);
  }

  /** One hop for each enabled forward that leads to the proxy, or why there is none. */
  to(proxy: SiteProxy | undefined): Hop[] {
    if (this.controllers.length === 0) {
      return [this.none({ status: 'not-applicable', reason: 'no-source' })];
    }
    const forwards = (proxy?.addresses ?? []).flatMap(
      address => this.byAddress.get(address) ?? [],
    );
    if (forwards.length > 0) {
      return forwards.map(forward => this.hop(forward, forwards.length > 1));
    }
    const unread = this.controllers.find(source => !isReadable(source));
    if (unread) {
      const { reason = 'never-collected' } = unread;
      return [this.none({ status: 'unknown', reason })];
    }
    return [
      this.none(
        proxy && proxy.addresses.length > 0
          ? { status: 'not-applicable', reason: 'lan-only' }
          : { status: 'unknown', reason: 'proxy-address-unknown' },
      ),
    ];
  }

  private none({ status, reason }: Standing): Hop {
    return {
      kind: 'port-forward',
      ref: null,
      status,
      ...(reason && { reason }),
      evidence: this.controllers.map(source =>
        readEvidence(source, 'no enabled forward leads to the proxy'),
      ),
    };
  }

  private hop(
    forward: Observed<PortForwardFact>,
    isOneOfSeveral: boolean,
  ): Hop {
    const { sourceId, value } = forward;
    let standing: Standing = { status: 'confirmed' };
    if (this.contested.has(forward)) {
      standing = { status: 'conflict', reason: 'forward-conflict' };
    } else if (value.source !== undefined) {
      standing = { status: 'confirmed', reason: 'restricted-source' };
    } else if (isOneOfSeveral) {
      standing = { status: 'confirmed', reason: 'one-of-several' };
    }
    const { status, reason } = worse(standing, this.trust.of(forward));
    return {
      kind: 'port-forward',
      ref: this.subjects.portForward(sourceId, value.id),
      status,
      ...(reason && { reason }),
      evidence: [readEvidence(forward, forwardText(value))],
    };
  }
}
