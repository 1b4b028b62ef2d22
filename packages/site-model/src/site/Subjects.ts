import { sameHostName } from '../text/hostNames';
import { guestLabel, instanceOf } from './labels';
import { ProxyRowKind, SiteSwitch, SwitchPortSet } from './edge';
import { DeclaredRow, Guest, Site, SiteNode, UnparsedLine } from './site';

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/**
 * Names the things findings speak of, in the forms of INTERFACES.md. Where
 * several clusters are configured, ids and labels are led by the cluster's
 * source; where two declared files share a name, by their folders.
 * @public
 */
export class Subjects {
  private constructor(
    private readonly site: Site,
    private readonly sharedNames: ReadonlySet<string>,
  ) {}

  static create(site: Site): Subjects {
    const files = new Map<string, Set<string>>();
    for (const { sourceId, file } of site.unparsed) {
      const name = baseName(file);
      const owners = files.get(name) ?? new Set();
      files.set(name, owners.add(`${sourceId} ${file}`));
    }
    const shared = [...files].filter(([, owners]) => owners.size > 1);
    return new Subjects(site, new Set(shared.map(([name]) => name)));
  }

  private lead(sourceId: string): string {
    return this.site.severalClusters ? `${instanceOf(sourceId)}/` : '';
  }

  address(address: string): string {
    return `address:${address}`;
  }

  guest({ sourceId, vmid }: Pick<Guest, 'sourceId' | 'vmid'>): string {
    return `guest:${this.lead(sourceId)}${vmid}`;
  }

  guestInterface(
    guest: Pick<Guest, 'sourceId' | 'vmid'>,
    interfaceId: string,
  ): string {
    return `${this.guest(guest)}/${interfaceId}`;
  }

  /** A declared guest that no cluster has; its row may name a node of one of them. */
  missingGuest({ vmid, node }: DeclaredRow): string {
    const home =
      node === undefined
        ? undefined
        : this.site.nodes.find(({ name }) => sameHostName(name, node));
    return home
      ? this.guest({ sourceId: home.sourceId, vmid })
      : `guest:${vmid}`;
  }

  node({ sourceId, name }: Pick<SiteNode, 'sourceId' | 'name'>): string {
    return `node:${this.lead(sourceId)}${name}`;
  }

  private proxyLead(sourceId: string): string {
    return this.site.severalProxies ? `${instanceOf(sourceId)}/` : '';
  }

  private controllerLead(sourceId: string): string {
    return this.site.severalControllers ? `${instanceOf(sourceId)}/` : '';
  }

  /** A row of a proxy, by the id the proxy gave it. */
  row(kind: ProxyRowKind, sourceId: string, id: number): string {
    return `${kind}:${this.proxyLead(sourceId)}${id}`;
  }

  /** A location of a proxy host, as typed. */
  location(sourceId: string, id: number, path: string): string {
    return `${this.row('proxy-host', sourceId, id)}/location:${path}`;
  }

  portForward(sourceId: string, id: string): string {
    return `port-forward:${this.controllerLead(sourceId)}${id}`;
  }

  /** A port, or a link aggregation group with all its members. */
  port({ sourceId, switchLabel, ports }: SwitchPortSet): string {
    const lead = this.controllerLead(sourceId);
    return `port:${lead}${switchLabel}/${ports.join('+')}`;
  }

  /** A switch or gateway, by the label that its ports are led by. */
  switch({ sourceId, label }: Pick<SiteSwitch, 'sourceId' | 'label'>): string {
    return `switch:${this.controllerLead(sourceId)}${label}`;
  }

  /** A port of the proxy or gateway that several rows want: `wan/tcp/2222`, `tcp/2200-2299`. */
  listener(sourceId: string, what: string): string {
    return `listener:${sourceId}/${what}`;
  }

  hostname(name: string): string {
    return `hostname:${name}`;
  }

  line({ sourceId, file, line }: UnparsedLine): string {
    const name = baseName(file);
    if (!this.sharedNames.has(name)) {
      return `file:${name}:${line}`;
    }
    return `file:${instanceOf(sourceId)}/${file}:${line}`;
  }

  source(sourceId: string): string {
    return `source:${sourceId}`;
  }

  /** A guest in words for people: `7801 sankofa-portal`. */
  label(guest: Guest): string {
    return `${this.lead(guest.sourceId)}${guestLabel(guest)}`;
  }
}
