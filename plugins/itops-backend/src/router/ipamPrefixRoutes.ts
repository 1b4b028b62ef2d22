import {
  ipamPrefixRequestSchema,
  ipamReserveNextRequestSchema,
  ipamReshapePreviewRequestSchema,
  ipamReshapeRequestSchema,
  itopsInventoryReadPermission,
  itopsIpamReadPermission,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { gridPage, prefixRecord } from '../ipam/answers';
import { addressKey, parseAddress } from '@sankofa/site-model';
import { answerOf } from '../views/answer';
import { RouterOptions } from './RouterOptions';
import {
  afterCursor,
  cursorOf,
  ipamPage,
  rangeQuery,
  uuidOf,
} from './ipamQueries';
import { etag, ifMatchVersion } from './preconditions';
import { oneOrMore, parseBody, parseQuery, readQuery } from './requests';

const prefixesQuery = ipamPage.extend({
  q: z.string().max(200).optional(),
  parent: z.uuid().optional(),
  within: z.string().max(64).optional(),
  status: oneOrMore.optional(),
  environment: oneOrMore.optional(),
  ownerTeam: oneOrMore.optional(),
  vlan: oneOrMore
    .transform(texts => texts.map(Number))
    .pipe(z.array(z.number().int().min(1).max(4094)))
    .optional(),
});

const gridQuery = readQuery.extend({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1024).default(256),
});

const nextFreeQuery = z.object({
  count: z.coerce.number().int().min(1).max(100).default(1),
});

const placeSchema = z.tuple([z.string().max(32), z.string().max(32)]);

/** Prefixes: their tree, their addresses, and what is free in them. */
export function ipamPrefixRoutes(
  router: Router,
  { guard, reads, sites, ipam }: RouterOptions,
): void {
  const { reader, records, nextFree, reshapes } = ipam;
  const seen = (request: Request) => ({
    id: uuidOf(request),
    version: ifMatchVersion(request),
  });

  router.get('/ipam/prefixes', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const query = parseQuery(prefixesQuery, request.query);
    const { limit, cursor, within, vlan, ...filter } = query;
    const place = afterCursor(cursor, placeSchema);
    const wanted = { ...filter, vid: vlan, range: rangeQuery(within) };
    const after = place && { lo: place[0], hi: place[1] };
    const [found, total] = await Promise.all([
      reader.prefixes(wanted, { after, limit: limit + 1 }),
      reader.countPrefixes(wanted),
    ]);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    response.json({
      items: items.map(prefixRecord),
      total,
      ...(last &&
        found.length > limit && { nextCursor: cursorOf([last.lo, last.hi]) }),
    });
  });

  router.post('/ipam/prefixes', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const value = parseBody(ipamPrefixRequestSchema, request.body);
    const row = prefixRecord(await records.createPrefix(value, actor));
    response
      .status(201)
      .header('ETag', etag(row.version))
      .location(`${request.baseUrl}/ipam/prefixes/${row.id}`)
      .json(row);
  });

  router.get('/ipam/prefixes/:id', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const row = prefixRecord(await reader.prefix(uuidOf(request)));
    response.header('ETag', etag(row.version)).json(row);
  });

  router.put('/ipam/prefixes/:id', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const value = parseBody(ipamPrefixRequestSchema, request.body);
    const stored = await records.updatePrefix(seen(request), value, actor);
    const row = prefixRecord(stored);
    response.header('ETag', etag(row.version)).json(row);
  });

  router.delete('/ipam/prefixes/:id', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    await records.deletePrefix(seen(request), actor);
    response.status(204).end();
  });

  router.get('/ipam/prefixes/:id/addresses', async (request, response) => {
    await guard.allow(
      request,
      itopsIpamReadPermission,
      itopsInventoryReadPermission,
    );
    const query = parseQuery(gridQuery, request.query);
    const prefix = await reader.prefix(uuidOf(request));
    const picture = await reads.picture(query);
    const cursor = query.cursor && parseAddress(query.cursor);
    const after = cursor ? addressKey(cursor) : undefined;
    const page = { after, limit: query.limit };
    response.json({
      ...answerOf(picture),
      prefix: prefixRecord(prefix),
      ...(await gridPage(prefix, page, picture, reader)),
    });
  });

  router.get('/ipam/prefixes/:id/next-free', async (request, response) => {
    await guard.allow(
      request,
      itopsIpamReadPermission,
      itopsInventoryReadPermission,
    );
    const { count } = parseQuery(nextFreeQuery, request.query);
    const id = uuidOf(request);
    const addresses = await nextFree.preview(id, count);
    const [picture, prefix] = await Promise.all([
      reads.picture({}),
      reader.outline(id),
    ]);
    response.json({ ...answerOf(picture), prefix: prefix.cidr, addresses });
  });

  router.post('/ipam/prefixes/:id/next-free', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const { holder = actor, ...wanted } = parseBody(
      ipamReserveNextRequestSchema,
      request.body,
    );
    const id = uuidOf(request);
    const row = await nextFree.reserveNext(id, { ...wanted, holder }, actor);
    response
      .status(201)
      .header('ETag', etag(row.version))
      .location(`${request.baseUrl}/ipam/addresses/${row.address}`)
      .json(row);
  });

  router.post(
    '/ipam/prefixes/:id/reshape/preview',
    async (request, response) => {
      await guard.allowPerson(request, itopsIpamUpdatePermission);
      const { reshape } = parseBody(
        ipamReshapePreviewRequestSchema,
        request.body,
      );
      const { site } = await sites.current();
      const wanted = { ...seen(request), reshape };
      response.json(await reshapes.preview(wanted, site));
    },
  );

  router.post('/ipam/prefixes/:id/reshape', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const { reshape, previewHash } = parseBody(
      ipamReshapeRequestSchema,
      request.body,
    );
    const { site } = await sites.current();
    const wanted = { ...seen(request), reshape };
    response.json(await reshapes.apply(wanted, previewHash, site, actor));
  });
}
