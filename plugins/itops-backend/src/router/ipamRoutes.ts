import {
  ipamDecisionRequestSchema,
  ipamRequestRequestSchema,
  ipamVlanRequestSchema,
  itopsInventoryReadPermission,
  itopsIpamApprovePermission,
  itopsIpamReadPermission,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { answering, conflictsOf, keyPage, silentFor } from '../ipam/hygiene';
import { answerOf } from '../views/answer';
import { RouterOptions } from './RouterOptions';
import { ipamAddressRoutes } from './ipamAddressRoutes';
import { ipamPrefixRoutes } from './ipamPrefixRoutes';
import { afterCursor, cursorOf, ipamPage, uuidOf } from './ipamQueries';
import { etag, ifMatchVersion } from './preconditions';
import {
  moment,
  oneOrMore,
  parseBody,
  parseQuery,
  readQuery,
} from './requests';

const vlansQuery = ipamPage.extend({ q: z.string().max(200).optional() });
const requestsQuery = ipamPage.extend({ state: oneOrMore.optional() });
const observedQuery = readQuery.extend(ipamPage.shape);
const silentQuery = ipamPage.extend({
  days: z.coerce.number().int().min(0).max(3650).default(30),
  asOf: moment.optional(),
  require: z.literal('fresh').optional(),
});
const textSchema = z.string().max(200);
const requestPlaceSchema = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** Address management under `/ipam`. */
export function ipamRoutes(router: Router, options: RouterOptions): void {
  ipamPrefixRoutes(router, options);
  ipamAddressRoutes(router, options);
  vlanRoutes(router, options);
  requestRoutes(router, options);
  hygieneRoutes(router, options);
}

function vlanRoutes(router: Router, { guard, ipam }: RouterOptions): void {
  const { reader, records } = ipam;
  const row = async (id: string) => {
    const { place: _place, ...vlan } = await reader.vlan(id);
    return vlan;
  };
  const seen = (request: Request) => ({
    id: uuidOf(request),
    version: ifMatchVersion(request),
  });

  router.get('/ipam/vlans', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const { q, cursor, limit } = parseQuery(vlansQuery, request.query);
    const after = afterCursor(cursor, textSchema);
    const found = await reader.vlans({ after, limit: limit + 1 }, q);
    const items = found.slice(0, limit);
    response.json({
      items: items.map(({ place: _place, ...vlan }) => vlan),
      ...(found.length > limit && {
        nextCursor: cursorOf(items.at(-1)!.place),
      }),
    });
  });

  router.post('/ipam/vlans', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const value = parseBody(ipamVlanRequestSchema, request.body);
    const vlan = await row(await records.createVlan(value, actor));
    response
      .status(201)
      .header('ETag', etag(vlan.version))
      .location(`${request.baseUrl}/ipam/vlans/${vlan.id}`)
      .json(vlan);
  });

  router.get('/ipam/vlans/:id', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const vlan = await row(uuidOf(request));
    response.header('ETag', etag(vlan.version)).json(vlan);
  });

  router.put('/ipam/vlans/:id', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const value = parseBody(ipamVlanRequestSchema, request.body);
    await records.updateVlan(seen(request), value, actor);
    const vlan = await row(uuidOf(request));
    response.header('ETag', etag(vlan.version)).json(vlan);
  });

  router.delete('/ipam/vlans/:id', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    await records.deleteVlan(seen(request), actor);
    response.status(204).end();
  });
}

function requestRoutes(router: Router, { guard, ipam }: RouterOptions): void {
  const { requests } = ipam;

  router.get('/ipam/requests', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const query = parseQuery(requestsQuery, request.query);
    const { state, cursor, limit } = query;
    const after = afterCursor(cursor, requestPlaceSchema);
    const found = await requests.list({ state, after, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    response.json({
      items,
      ...(last &&
        found.length > limit && {
          nextCursor: cursorOf({ at: last.requestedAt, id: last.id }),
        }),
    });
  });

  router.post('/ipam/requests', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsIpamUpdatePermission,
    );
    const body = parseBody(ipamRequestRequestSchema, request.body);
    const asked = await requests.ask(body, actor);
    response
      .status(201)
      .header('ETag', etag(asked.version))
      .location(`${request.baseUrl}/ipam/requests/${asked.id}`)
      .json(asked);
  });

  router.get('/ipam/requests/:id', async (request, response) => {
    await guard.allow(request, itopsIpamReadPermission);
    const found = await requests.get(uuidOf(request));
    response.header('ETag', etag(found.version)).json(found);
  });

  for (const verb of ['accept', 'reject'] as const) {
    router.post(`/ipam/requests/:id/${verb}`, async (request, response) => {
      const { actor } = await guard.allowPerson(
        request,
        itopsIpamApprovePermission,
      );
      const { reason } = parseBody(ipamDecisionRequestSchema, request.body);
      const version = ifMatchVersion(request);
      const id = uuidOf(request);
      const decided = await requests[verb](id, version, { actor, reason });
      response.header('ETag', etag(decided.version)).json(decided);
    });
  }
}

function hygieneRoutes(
  router: Router,
  { guard, reads, ipam }: RouterOptions,
): void {
  const allow = (request: Request) =>
    guard.allow(request, itopsIpamReadPermission, itopsInventoryReadPermission);

  router.get('/ipam/hygiene/silent', async (request, response) => {
    await allow(request);
    const query = parseQuery(silentQuery, request.query);
    const { days, cursor, limit } = query;
    const picture = await reads.picture(query);
    const { items, ...rest } = await silentFor(days, picture, ipam.sightings);
    const after = afterCursor(cursor, textSchema);
    const page = keyPage(items, { after, limit });
    response.json({ ...answerOf(picture), days, ...rest, ...paged(page) });
  });

  router.get('/ipam/hygiene/answering', async (request, response) => {
    await allow(request);
    const query = parseQuery(observedQuery, request.query);
    const picture = await reads.picture(query);
    const after = afterCursor(query.cursor, textSchema);
    const page = keyPage(picture.derive(answering), {
      after,
      limit: query.limit,
    });
    response.json({ ...answerOf(picture), ...paged(page) });
  });

  router.get('/ipam/conflicts', async (request, response) => {
    await allow(request);
    const query = parseQuery(observedQuery, request.query);
    const picture = await reads.picture(query);
    const all = picture.derive(conflictsOf);
    const counts: Record<string, number> = {};
    for (const { kind } of all) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const after = afterCursor(query.cursor, textSchema);
    const page = keyPage(all, { after, limit: query.limit });
    response.json({ ...answerOf(picture), counts, ...paged(page) });
  });
}

function paged<T>(page: { items: T[]; nextCursor?: string; total: number }) {
  const { nextCursor, ...rest } = page;
  return {
    ...rest,
    ...(nextCursor !== undefined && { nextCursor: cursorOf(nextCursor) }),
  };
}
