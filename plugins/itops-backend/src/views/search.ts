import {
  SearchHit,
  SearchResult,
  addressEntityName,
  guestEntityName,
  nodeEntityName,
} from '@sankofa/plugin-itops-common';
import {
  Guest,
  SiteAddress,
  SiteNode,
  Subjects,
  guestLabel,
  parseAddress,
} from '@sankofa/site-model';
import { Picture } from './Picture';
import { answerOf } from './answer';
import { findingIndex } from './findingIndex';
import { addressTable, prefixRows } from './rows/addresses';
import { guestTable, guestTitle } from './rows/guests';
import { nodeTable } from './rows/nodes';
import { pathBook } from './rows/pathBook';
import { siteAddressInCatalog } from './siteInventory';
import { countBy } from './overview';

/** Hits of one kind that are answered; the total counts the others. */
const PER_KIND = 8;

interface Found {
  hits: SearchHit[];
  total: number;
}

/** MAC addresses are typed in many ways. */
const MAC = /^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/;

function plainMac(text: string): string {
  return text.toLowerCase().replace(/[:-]/g, '');
}

/** The query as the texts of rows are written: addresses and MACs in one form. */
function written(text: string): string {
  const trimmed = text.trim().toLowerCase();
  if (MAC.test(trimmed)) {
    return plainMac(trimmed).match(/../g)!.join(':');
  }
  return parseAddress(trimmed) ?? trimmed;
}

function entityHref(name: string): string {
  return `/catalog/default/resource/${encodeURIComponent(name)}`;
}

function pageHref(page: string, query: Record<string, string>): string {
  return `/it/${page}?${new URLSearchParams(query)}`;
}

function guestHit(guest: Guest, q: string): SearchHit {
  const macs = guest.interfaces.flatMap(({ mac }) => mac ?? []);
  return {
    kind: 'guest',
    title: guestLabel(guest),
    subtitle: [
      guest.type === 'lxc' ? 'container' : 'VM',
      `on ${guest.node}`,
      guest.status,
      ...guest.addresses.slice(0, 2),
    ].join(' · '),
    href: entityHref(guestEntityName(guest.sourceId, guest.vmid)),
    exact:
      String(guest.vmid) === q ||
      guest.name?.toLowerCase() === q ||
      macs.includes(q),
  };
}

function nodeHit(node: SiteNode, q: string): SearchHit {
  return {
    kind: 'node',
    title: node.name,
    subtitle: [`node of ${node.cluster}`, node.status, node.address]
      .filter(Boolean)
      .join(' · '),
    href: entityHref(nodeEntityName(node.sourceId, node.name)),
    exact: node.name.toLowerCase() === q,
  };
}

function addressHit(
  address: SiteAddress,
  q: string,
  picture: Picture,
): SearchHit {
  const owners = address.guestIds.map(id => guestTitle(id, picture));
  return {
    kind: 'address',
    title: address.address,
    subtitle: [address.state, ...owners].join(' · '),
    href: siteAddressInCatalog(address)
      ? entityHref(addressEntityName(address.address))
      : pageHref('addresses', { address: address.address }),
    exact: address.address === q,
  };
}

function limited<T>(items: readonly T[], hitOf: (item: T) => SearchHit): Found {
  const hits = items.map(hitOf);
  // A name in full must not be pushed out by names that merely contain it.
  hits.sort((left, right) => Number(right.exact) - Number(left.exact));
  return { hits: hits.slice(0, PER_KIND), total: hits.length };
}

/** A host name leads to its paths: nobody asks for its catalog entry. */
function hostnameHits({ view }: Picture, q: string): Found {
  const named = view
    .derive(pathBook)
    .paths.filter(({ hostname }) => hostname.includes(q));
  return limited(named, ({ hostname, status, proxySourceId }) => ({
    kind: 'hostname',
    title: hostname,
    subtitle: `path ${status} · ${proxySourceId}`,
    href: pageHref('paths', { q: hostname }),
    exact: hostname === q,
  }));
}

/** `sw-core1/12`, `sw-core1 12` or the label that people gave the port. */
function portHits({ site }: Picture, q: string): Found {
  const subjects = Subjects.create(site);
  const ports = site.switchPorts.map(set => {
    const ref = subjects.port(set);
    const label = set.members[0]?.value.name ?? '';
    return { ref, label, name: ref.slice('port:'.length) };
  });
  const asked = q.replace(/\s+(?=[\d+]+$)/, '/');
  return limited(
    ports.filter(
      ({ name, label }) =>
        name.toLowerCase().includes(asked) || label.toLowerCase().includes(q),
    ),
    ({ ref, name, label }) => ({
      kind: 'port',
      title: name,
      subtitle: ['switch port', label].filter(Boolean).join(' · '),
      href: pageHref('ports', { port: ref }),
      exact: name.toLowerCase() === asked,
    }),
  );
}

function teams(picture: Picture): Map<string, number> {
  const owned = picture.site.guests.flatMap(
    ({ ownership }) => ownership?.ownerRef ?? [],
  );
  return new Map(Object.entries(countBy(owned, ref => ref)));
}

function teamHits(picture: Picture, q: string): Found {
  const named = [...picture.derive(teams)].map(([ref, guests]) => ({
    ref,
    guests,
    name: ref.slice(ref.lastIndexOf('/') + 1),
  }));
  return limited(
    named.filter(({ name }) => name.toLowerCase().includes(q)),
    ({ ref, guests, name }) => ({
      kind: 'team',
      title: name,
      subtitle: guests === 1 ? 'owns 1 guest' : `owns ${guests} guests`,
      href: pageHref('guests', { owner: ref }),
      exact: name.toLowerCase() === q || ref.toLowerCase() === q,
    }),
  );
}

function vlanHits(picture: Picture, q: string): Found {
  const number = q.replace(/^vlan[ -]?/, '');
  return limited(
    picture.site.vlans.filter(
      ({ vid, name }) =>
        String(vid) === number || (name ?? '').toLowerCase().includes(q),
    ),
    ({ vid, name, guestIds }) => ({
      kind: 'vlan',
      title: `VLAN ${vid}`,
      subtitle: [name, `${guestIds.length} guests`].filter(Boolean).join(' · '),
      href: pageHref('guests', { vlan: String(vid) }),
      // A bare number is a VMID to most people.
      exact: q !== number && String(vid) === number,
    }),
  );
}

function prefixHits(picture: Picture, q: string): Found {
  return limited(
    picture
      .derive(prefixRows)
      .filter(({ cidr, name }) =>
        `${cidr} ${name ?? ''}`.toLowerCase().includes(q),
      ),
    ({ cidr, vid, name, known }) => ({
      kind: 'prefix',
      title: cidr,
      subtitle: [name, vid && `VLAN ${vid}`, `${known} known`]
        .filter(Boolean)
        .join(' · '),
      href: pageHref('addresses', { prefix: cidr }),
      exact: cidr === q,
    }),
  );
}

function findingHits(picture: Picture, q: string): Found {
  const { open } = picture.derive(findingIndex);
  return limited(
    open.filter(({ summary, rule, subject }) =>
      `${summary} ${rule} ${subject}`.toLowerCase().includes(q),
    ),
    ({ id, rule, summary, severity, subject }) => ({
      kind: 'finding',
      title: summary,
      subtitle: `${rule} · ${severity}`,
      href: pageHref('drift', { finding: id }),
      exact: subject.toLowerCase() === q,
    }),
  );
}

/** The one box: everything whose name or address contains the text. */
export function search(text: string, picture: Picture): SearchResult {
  const q = written(text);
  if (q === '') {
    return { ...answerOf(picture), items: [], total: 0 };
  }
  const all = { q, limit: Infinity };
  const found = [
    hostnameHits(picture, q),
    limited(picture.derive(guestTable).page(all).items, guest =>
      guestHit(guest, q),
    ),
    limited(picture.derive(addressTable).page(all).items, address =>
      addressHit(address, q, picture),
    ),
    limited(picture.derive(nodeTable).page(all).items, node =>
      nodeHit(node, q),
    ),
    teamHits(picture, q),
    portHits(picture, q),
    prefixHits(picture, q),
    vlanHits(picture, q),
    findingHits(picture, q),
  ];
  return {
    ...answerOf(picture),
    items: found.flatMap(({ hits }) => hits),
    total: found.reduce((sum, { total }) => sum + total, 0),
  };
}
