import { InputError } from '@backstage/errors';
import {
  ipamAddressRequestSchema,
  ipamBulkRequestSchema,
  ipamReserveRequestSchema,
  itopsInventoryReadPermission,
  itopsIpamReadPermission,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { IpamAddress, parseAddress } from '@sankofa/site-model';
import { Request, Router } from 'express';
import { z } from 'zod';
import { AddressFilter } from '../ipam/IpamReader';
import { addressRecords } from '../ipam/answers';
import { answerOf } from '../views/answer';
import { RouterOptions } from './RouterOptions';
import { afterCursor, cursorOf, ipamPage, rangeQuery } from './ipamQueries';
import { etag, ifMatchVersion } from './preconditions';
import { moment, oneOrMore, parseBody, parseQuery } from './requests';

const addressesQuery = ipamPage.extend({
  q: z.string().max(200).optional(),
  address: z.string().max(64).optional(),
  hostname: z.string().max(255).optional(),
  within: z.string().max(64).optional(),
  lifecycle: oneOrMore.optional(),
  role: oneOrMore.optional(),
  ownerTeam: oneOrMore.optional(),
  service: oneOrMore.optional(),
  asOf: moment.optional(),
  require: z.literal('fresh').optional(),
});

const keySchema = z.string().max(32);

function canonical(text: string): string {
  const address = parseAddress(text);
  if (address === undefined) {
    throw new InputError(`'${text.slice(0, 64)}' is not an IP address`);
  }
  return address;
}

/** A record with some of its fields changed; `null` empties one. */
function withFields(
  before: IpamAddress,
  set: Record<string, unknown>,
): IpamAddress {
  const after = new Map(Object.entries({ ...before, ...set }));
  // What is in use is nobody's reservation any more.
  if (after.get('lifecycle') !== 'reserved') {
    after.delete('holder');
    after.delete('expiresAt');
  }
  return Object.fromEntries(
    [...after].filter(([, value]) => value !== null),
  ) as IpamAddress;
}

/** Addresses that people keep, and reservations. */
export function ipamAddressRoutes(
  router: Router,
  { guard, reads, ipam }: RouterOptions,
): void {
  const { reader, records, nextFree } = ipam;
  const person = (request: Request) =>
    guard.allowPerson(request, itopsIpamUpdatePermission);

  router.get('/ipam/addresses', async (request, response) => {
    await guard.allow(
      request,
      itopsIpamReadPermission,
      itopsInventoryReadPermission,
    );
    const query = parseQuery(addressesQuery, request.query);
    const { limit, cursor, within, address, asOf, require, ...rest } = query;
    const isFiltered = Object.values({ within, address, ...rest }).some(
      value => value !== undefined,
    );
    const filter: AddressFilter = {
      ...rest,
      range: rangeQuery(within),
      ...(address !== undefined && { q: canonical(address) }),
    };
    const after = afterCursor(cursor, keySchema);
    const [found, total, picture] = await Promise.all([
      reader.addresses(filter, { after, limit: limit + 1 }),
      isFiltered ? undefined : reader.countAddresses(),
      reads.picture({ asOf, require }),
    ]);
    const items = found.slice(0, limit);
    response.json({
      ...answerOf(picture),
      items: await addressRecords(items, picture, reader),
      ...(total !== undefined && { total }),
      ...(found.length > limit && { nextCursor: cursorOf(items.at(-1)!.key) }),
    });
  });

  router.post('/ipam/addresses', async (request, response) => {
    const { actor } = await person(request);
    const value = parseBody(ipamAddressRequestSchema, request.body);
    const row = await records.createAddress(value, actor);
    response
      .status(201)
      .header('ETag', etag(row.version))
      .location(`${request.baseUrl}/ipam/addresses/${row.address}`)
      .json(row);
  });

  router.post('/ipam/addresses/bulk', async (request, response) => {
    const { actor } = await person(request);
    const { items, set } = parseBody(ipamBulkRequestSchema, request.body);
    const twice = items.find(
      ({ address }, index) =>
        items.findIndex(other => other.address === address) !== index,
    );
    if (twice) {
      throw new InputError(`${twice.address} is there twice`);
    }
    const change = (before: IpamAddress) => withFields(before, set);
    response.json({
      items: await records.updateAddresses(items, change, actor),
    });
  });

  router.post('/ipam/reservations', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const body = parseBody(ipamReserveRequestSchema, request.body);
    const { address, holder = actor, ...wanted } = body;
    const reservation = { ...wanted, holder };
    const row = await nextFree.reserve(address, reservation, actor);
    response
      .status(201)
      .header('ETag', etag(row.version))
      .location(`${request.baseUrl}/ipam/addresses/${row.address}`)
      .json(row);
  });

  router.get('/ipam/addresses/:address', async (request, response) => {
    await guard.allow(
      request,
      itopsIpamReadPermission,
      itopsInventoryReadPermission,
    );
    const stored = await reader.address(canonical(request.params.address));
    const picture = await reads.picture({});
    const [row] = await addressRecords([stored], picture, reader);
    response.header('ETag', etag(row.version)).json(row);
  });

  router.put('/ipam/addresses/:address', async (request, response) => {
    const { actor } = await person(request);
    const value = parseBody(ipamAddressRequestSchema, request.body);
    if (value.address !== canonical(request.params.address)) {
      throw new InputError(
        'The address of a record stays; keep the other address, and delete this one',
      );
    }
    const version = ifMatchVersion(request);
    const row = await records.updateAddress(version, value, actor);
    response.header('ETag', etag(row.version)).json(row);
  });

  router.delete('/ipam/addresses/:address', async (request, response) => {
    const { actor } = await person(request);
    const address = canonical(request.params.address);
    await records.deleteAddress(address, ifMatchVersion(request), actor);
    response.status(204).end();
  });
}
