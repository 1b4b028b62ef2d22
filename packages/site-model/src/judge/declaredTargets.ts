import { DeclaredUpstream, ProxyTarget } from '../facts';
import { HostRow } from '../paths/PathBuilder';
import { rowTargets, targetText } from '../paths/rowTargets';
import { Guest, SiteNode } from '../site';
import { addressOfHost } from '../site/edge/hosts';
import { sameHostName } from '../text/hostNames';
import { parseAddress } from '../values';
import { JudgeContext } from './JudgeContext';

/** Whether what is declared and what a row does mean the same; `unknown` where nobody can tell. */
export type Agreement = 'agrees' | 'differs' | 'unknown';

/** What a row does with a request for `/`, in words, and whether that is what was declared. */
export interface RowComparison {
  item: HostRow;
  /** `sends to http://10.0.0.5:80`. */
  does: string;
  agreement: Agreement;
  /** The address that requests go to, where it is one. */
  address?: string;
  /** Guests whose addresses the comparison rests on. */
  guests: Guest[];
}

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };
/** Redirections that lead to one another: more is a ring. */
const MAX_REDIRECTIONS = 4;

function portOf(scheme: string | undefined, port: number | undefined) {
  return port ?? DEFAULT_PORTS[scheme?.toLowerCase() ?? ''];
}

/**
 * Holds the declared upstreams of a name against rows. What counts of a row is its
 * effective target: the replacement where a location `/` or free text replaces it
 * (ruling R12); other locations are not compared. Schemes count only for the port
 * that they imply, paths not at all.
 */
export class DeclaredTargets {
  private readonly guests: Guest[];

  private constructor(private readonly context: JudgeContext) {
    this.guests = context.site.guests.filter(({ template }) => !template);
  }

  static create(context: JudgeContext): DeclaredTargets {
    return new DeclaredTargets(context);
  }

  compare(
    upstreams: readonly DeclaredUpstream[],
    item: HostRow,
    redirections = 0,
  ): RowComparison {
    const result = { item, guests: this.guestsMeant(upstreams) };
    if (item.kind === 'dead-host') {
      return { ...result, does: 'answers 404', agreement: 'differs' };
    }
    if (item.kind === 'redirection-host') {
      const to = item.row.value.forwardDomainName.toLowerCase();
      return {
        ...result,
        does: `redirects to ${to}`,
        agreement: this.redirected(upstreams, to, redirections),
      };
    }
    const [{ target, via }] = rowTargets(item.row.value);
    const by = {
      row: 'sends to',
      location: 'sends by its location / to',
      'free-text': 'sends by its free text to',
    }[via];
    if (!target) {
      const does = 'answers by its free text';
      return { ...result, does, agreement: 'unknown' };
    }
    const address = addressOfHost(target.host);
    return {
      ...result,
      does: `${by} ${targetText(target)}`,
      agreement: best(upstreams.map(one => this.agreement(one, target))),
      ...(address !== undefined && { address }),
    };
  }

  /** A redirection agrees where the name it leads to does, or is what was declared. */
  private redirected(
    upstreams: readonly DeclaredUpstream[],
    to: string,
    redirections: number,
  ): Agreement {
    if (upstreams.some(({ host }) => host === to)) {
      return 'agrees';
    }
    const rows = this.context.hostnames().rowsFor(to);
    return rows.length === 0 || redirections >= MAX_REDIRECTIONS
      ? 'differs'
      : best(
          rows.map(
            row => this.compare(upstreams, row, redirections + 1).agreement,
          ),
        );
  }

  private agreement(
    declared: DeclaredUpstream,
    target: ProxyTarget,
  ): Agreement {
    const ports = [declared, target].map(({ scheme, port }) =>
      portOf(scheme, port),
    );
    if (ports.every(port => port !== undefined) && ports[0] !== ports[1]) {
      return 'differs';
    }
    const address = addressOfHost(target.host);
    return address === undefined
      ? this.agreementWithName(declared, target.host)
      : this.agreementWithAddress(declared, address);
  }

  /** Nobody here resolves names: only other names can contradict one (ruling R11). */
  private agreementWithName(
    { host, vmid }: DeclaredUpstream,
    name: string,
  ): Agreement {
    if (host !== undefined && parseAddress(host) === undefined) {
      return sameHostName(host, name) ? 'agrees' : 'differs';
    }
    const isGuest = this.guests.some(
      guest =>
        guest.name !== undefined &&
        sameHostName(guest.name, name) &&
        (guest.vmid === vmid ||
          (host !== undefined && guest.addresses.includes(host))),
    );
    return isGuest ? 'agrees' : 'unknown';
  }

  private agreementWithAddress(
    declared: DeclaredUpstream,
    address: string,
  ): Agreement {
    const { host } = declared;
    if (host !== undefined && parseAddress(host) !== undefined) {
      return host === address ? 'agrees' : 'differs';
    }
    const guests = this.guestsMeant([declared]);
    if (guests.some(({ addresses }) => addresses.includes(address))) {
      return 'agrees';
    }
    const node = this.nodeMeant(declared);
    if (node) {
      const isThere = this.context
        .claimsOn(address)
        .some(({ owner }) => owner === `node:${node.id}`);
      return isThere ? 'agrees' : 'unknown';
    }
    const isSettled =
      guests.length > 0 &&
      guests.every(guest => this.context.addressesSettled(guest));
    return isSettled ? 'differs' : 'unknown';
  }

  private guestsMeant(upstreams: readonly DeclaredUpstream[]): Guest[] {
    const ids = new Set(upstreams.map(({ vmid }) => vmid));
    const names = upstreams.flatMap(({ host }) =>
      host !== undefined && parseAddress(host) === undefined ? host : [],
    );
    return this.guests.filter(
      ({ vmid, name }) =>
        ids.has(vmid) ||
        (name !== undefined && names.some(one => sameHostName(one, name))),
    );
  }

  private nodeMeant({ host }: DeclaredUpstream): SiteNode | undefined {
    return host === undefined
      ? undefined
      : this.context.site.nodes.find(({ name }) => sameHostName(host, name));
  }
}

/** Any upstream may be meant: one that agrees is enough, one that is unknown may agree. */
export function best(agreements: readonly Agreement[]): Agreement {
  return (
    (['agrees', 'unknown'] as const).find(one => agreements.includes(one)) ??
    'differs'
  );
}
