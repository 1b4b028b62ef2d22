import { addressAt } from '../site/addressAt';
import { isPointer } from '../site/addressState';
import { addressOfHost } from '../site/edge/hosts';
import { Site, SiteProxy } from '../site';
import { addressKey, isLinkLocalOrLoopback, isPrivateAddress } from '../values';

/** What a host in a target means, seen from its proxy. */
export type Target =
  | { kind: 'self'; address: string }
  | { kind: 'proxy'; address: string; proxy: SiteProxy }
  | { kind: 'address'; address: string }
  /** Known to nobody but the proxy: docker names, sockets, its own loopback. */
  | { kind: 'inside-proxy'; host: string }
  | { kind: 'external'; host: string };

/** Endings that no public name server answers (RFC 6762, 8375, 9476 and habit). */
const INSIDE = /\.(?:lan|local|localdomain|internal|home\.arpa)\.?$/i;
const HOST_NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i;

/** Reads hosts as people typed them (rulings R11 and R18). */
export class Targets {
  private readonly proxies = new Map<string, SiteProxy>();

  private constructor(private readonly site: Site) {
    for (const proxy of site.proxies) {
      for (const address of proxy.addresses) {
        this.proxies.set(address, proxy);
      }
    }
  }

  static create(site: Site): Targets {
    return new Targets(site);
  }

  /** The proxy that answers at an address. */
  proxyAt(address: string): SiteProxy | undefined {
    return this.proxies.get(address);
  }

  read(host: string, sourceId: string): Target {
    const address = addressOfHost(host);
    if (address === undefined) {
      return HOST_NAME.test(host) && !INSIDE.test(host)
        ? { kind: 'external', host: host.toLowerCase() }
        : { kind: 'inside-proxy', host };
    }
    if (isLinkLocalOrLoopback(address)) {
      return { kind: 'inside-proxy', host };
    }
    const proxy = this.proxies.get(address);
    if (proxy) {
      return proxy.sourceId === sourceId
        ? { kind: 'self', address }
        : { kind: 'proxy', address, proxy };
    }
    return this.isOutside(address)
      ? { kind: 'external', host: address }
      : { kind: 'address', address };
  }

  /** A public address in no network of the site, of which nobody here speaks. */
  isOutside(address: string): boolean {
    if (isPrivateAddress(address)) {
      return false;
    }
    const known = addressAt(this.site, addressKey(address));
    return (
      !known || (known.prefix === undefined && known.claims.every(isPointer))
    );
  }
}
