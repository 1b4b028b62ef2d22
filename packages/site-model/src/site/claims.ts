import { compareText } from '../text/compareText';
import { hostAddress, seenInside } from './guestInterfaces';
import { JoinedGuest } from './guests';
import { guestLabel } from './labels';
import { nodeAddresses } from './nodes';
import {
  Claim,
  ClaimKind,
  DeclaredDevice,
  DeclaredKey,
  DeclaredRow,
  Guest,
} from './site';
import { FactOf, SourceReading } from './SourceReading';

/** Where a claim goes. */
export type AddClaim = (claim: Claim) => void;

/** In a fixed order, whatever the order of the snapshot was. */
function byKey<F extends { key: string }>(facts: readonly F[]): F[] {
  return [...facts].sort((left, right) => compareText(left.key, right.key));
}

interface GuestWitness {
  reading: SourceReading;
  guest: Guest;
  fact: FactOf<'guest-config'> | FactOf<'guest-addresses'>;
}

/** The parts that all claims of one witness share. */
function guestClaim(kind: ClaimKind, { reading, guest, fact }: GuestWitness) {
  const locator = reading.locatorOf(fact);
  return {
    kind,
    sourceId: reading.sourceId,
    scope: fact.scope,
    ...(locator !== undefined && { locator }),
    collectedAt: fact.collectedAt,
    freshness: reading.labelOf(fact),
    owner: `guest:${guest.id}`,
    guestId: guest.id,
  };
}

/** Addresses of a guest: configured, seen inside on its own interfaces, pending. */
export function claimGuest(
  reading: SourceReading,
  { guest, config, seen }: JoinedGuest,
  add: AddClaim,
): void {
  const name = guestLabel(guest);
  const configured =
    config && guestClaim('guest-config', { reading, guest, fact: config });
  const live =
    seen && guestClaim('guest-agent', { reading, guest, fact: seen });
  for (const net of guest.interfaces) {
    const label = `${net.id} of ${name}`;
    if (configured) {
      for (const address of net.configured) {
        add({ ...configured, address, interfaceId: net.id, label });
      }
    }
    if (live) {
      for (const address of seenInside(net, seen!.value)) {
        add({ ...live, address, interfaceId: net.id, label });
      }
    }
  }
  if (config && guest.pendingAddresses.length > 0) {
    const pending = guestClaim('pending', { reading, guest, fact: config });
    for (const text of guest.pendingAddresses) {
      const address = hostAddress(text);
      if (address !== undefined && !guest.addresses.includes(address)) {
        add({ ...pending, address, label: `pending change of ${name}` });
      }
    }
  }
}

/** Addresses of the nodes: on their interfaces, else as the cluster knows them. */
export function claimNodes(reading: SourceReading, add: AddClaim): void {
  const onInterfaces = new Set<string>();
  const common = { kind: 'node-config' as const, sourceId: reading.sourceId };
  for (const fact of byKey(reading.facts('node-interface'))) {
    const { node, name, addresses } = fact.value;
    const locator = reading.locatorOf(fact);
    for (const text of addresses) {
      const address = hostAddress(text);
      if (address !== undefined) {
        onInterfaces.add(`${node} ${address}`);
        add({
          ...common,
          address,
          scope: fact.scope,
          ...(locator !== undefined && { locator }),
          collectedAt: fact.collectedAt,
          freshness: reading.labelOf(fact),
          owner: `node:${reading.sourceId}/${node}`,
          interfaceId: name,
          label: `${name} of node ${node}`,
        });
      }
    }
  }
  const addresses = nodeAddresses(reading);
  for (const { value } of byKey(reading.facts('node'))) {
    const { name } = value;
    const known = addresses.get(name);
    const address = known && hostAddress(known.address);
    if (address && !onInterfaces.has(`${name} ${address}`)) {
      const { fact } = known;
      const locator = reading.locatorOf(fact);
      add({
        ...common,
        address,
        scope: fact.scope,
        ...(locator !== undefined && { locator }),
        collectedAt: fact.collectedAt,
        freshness: reading.labelOf(fact),
        owner: `node:${reading.sourceId}/${name}`,
        label: `node ${name}`,
      });
    }
  }
}

/** Gateways of SDN subnets. */
export function claimGateways(reading: SourceReading, add: AddClaim): void {
  for (const fact of byKey(reading.facts('vnet'))) {
    const locator = reading.locatorOf(fact);
    for (const { cidr, gateway } of fact.value.subnets) {
      const address = gateway && hostAddress(gateway);
      if (address) {
        add({
          kind: 'sdn-gateway',
          address,
          sourceId: reading.sourceId,
          scope: fact.scope,
          ...(locator !== undefined && { locator }),
          collectedAt: fact.collectedAt,
          freshness: reading.labelOf(fact),
          owner: `gateway:${fact.value.name}`,
          label: `gateway of ${cidr} in ${fact.value.name}`,
        });
      }
    }
  }
}

/** There may be a hundred thousand of these: one plain object each. */
function declaredClaim(
  kind: ClaimKind,
  from: DeclaredKey | DeclaredRow | DeclaredDevice,
  address: string,
  label: string,
  owner: string,
): Claim {
  return {
    kind,
    address,
    sourceId: from.sourceId,
    scope: from.scope,
    locator: from.locator,
    // A fact always has an age.
    collectedAt: from.freshness.collectedAt!,
    freshness: from.freshness,
    owner,
    label,
  };
}

export function claimKeys(keys: readonly DeclaredKey[], add: AddClaim): void {
  for (const key of keys) {
    for (const address of key.addresses) {
      const owner = `key:${key.key}`;
      const claim = declaredClaim('declared-key', key, address, key.key, owner);
      if (key.aliasOf !== undefined) {
        claim.aliasOf = key.aliasOf;
      }
      add(claim);
    }
  }
}

/** @param guestOf - the guest a row speaks of, where exactly one cluster has it */
export function claimRows(
  rows: readonly DeclaredRow[],
  guestOf: (row: DeclaredRow) => Guest | undefined,
  add: AddClaim,
): void {
  for (const row of rows) {
    const guest = guestOf(row);
    const label = `row of ${guestLabel(row)}`;
    const owner = `guest:${guest?.id ?? row.vmid}`;
    for (const address of row.addresses) {
      const claim = declaredClaim('declared-row', row, address, label, owner);
      if (guest) {
        claim.guestId = guest.id;
      }
      add(claim);
    }
  }
}

export function claimDevices(
  devices: readonly DeclaredDevice[],
  add: AddClaim,
): void {
  for (const device of devices) {
    const { name } = device;
    for (const address of device.addresses) {
      add(
        declaredClaim(
          'declared-device',
          device,
          address,
          name,
          `device:${name}`,
        ),
      );
    }
  }
}
