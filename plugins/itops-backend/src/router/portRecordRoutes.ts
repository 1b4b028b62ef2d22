import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  CableRecord,
  DevicePortRecord,
  PortDeviceRecord,
  cableRequestSchema,
  devicePortRequestSchema,
  interfaceNamesRequestSchema,
  itopsPortReadPermission,
  itopsPortUpdatePermission,
  portDeviceRequestSchema,
} from '@sankofa/plugin-itops-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { RecordEditor } from '../ports';
import { PortRecordBook } from '../ports/PortRecordBook';
import { namesAnswer } from '../ports/namesAnswer';
import { namesTag } from '../ports/namesTag';
import {
  RecordRows,
  cableRecordTable,
  deviceRecordTable,
  portRecordTable,
  recordRows,
} from '../ports/recordTables';
import { SortedTable } from '../views/table';
import { RouterOptions } from './RouterOptions';
import { etag, ifMatch, ifMatchVersion } from './preconditions';
import { flag, oneOrMore, pageQuery, parseBody, parseQuery } from './requests';

const recordsQuery = pageQuery
  .omit({ asOf: true, require: true })
  .extend({ origin: oneOrMore.optional() });
const devicesQuery = recordsQuery.extend({
  role: oneOrMore.optional(),
  site: oneOrMore.optional(),
  model: oneOrMore.optional(),
});
const portsQuery = recordsQuery.extend({
  device: oneOrMore.optional(),
  kind: oneOrMore.optional(),
  cabled: flag.optional(),
});
const cablesQuery = recordsQuery.extend({
  device: oneOrMore.optional(),
  status: oneOrMore.optional(),
  type: oneOrMore.optional(),
});

function among(
  wanted: string[] | undefined,
  ...values: (string | undefined)[]
) {
  return (
    wanted === undefined ||
    values.some(value => value !== undefined && wanted.includes(value))
  );
}

/** Routes of one kind of record. */
interface Resource<TValue extends object, TRow, TQuery extends z.ZodObject> {
  path: string;
  query: TQuery;
  body: z.ZodType<TValue>;
  editor: RecordEditor<TValue>;
  table(book: PortRecordBook): SortedTable<TRow>;
  rows(rows: RecordRows): ReadonlyMap<string, TRow>;
  matches(query: z.output<TQuery>): (row: TRow) => boolean;
}

/** Devices, ports and cables as people write them down. */
export function portRecordRoutes(router: Router, options: RouterOptions): void {
  const { portRecords } = options;
  resource(router, options, {
    path: '/port-records/devices',
    query: devicesQuery,
    body: portDeviceRequestSchema,
    editor: portRecords.devices,
    table: deviceRecordTable,
    rows: ({ devices }) => devices,
    matches: query => (row: PortDeviceRecord) =>
      among(query.origin, row.origin) &&
      among(query.role, row.role) &&
      among(query.site, row.site) &&
      among(query.model, row.model),
  });
  resource(router, options, {
    path: '/port-records/ports',
    query: portsQuery,
    body: devicePortRequestSchema,
    editor: portRecords.ports,
    table: portRecordTable,
    rows: ({ ports }) => ports,
    matches: query => (row: DevicePortRecord) =>
      among(query.origin, row.origin) &&
      among(query.device, row.device) &&
      among(query.kind, row.kind) &&
      (query.cabled === undefined || query.cabled === !!row.cable),
  });
  resource(router, options, {
    path: '/port-records/cables',
    query: cablesQuery,
    body: cableRequestSchema,
    editor: portRecords.cables,
    table: cableRecordTable,
    rows: ({ cables }) => cables,
    matches: query => (row: CableRecord) =>
      among(query.origin, row.origin) &&
      among(query.device, row.a.device, row.b.device) &&
      among(query.status, row.status) &&
      among(query.type, row.type),
  });
  interfaceNameRoutes(router, options);
}

function resource<
  TValue extends object,
  TRow extends { id: string; version: number },
  TQuery extends typeof recordsQuery,
>(
  router: Router,
  { guard, portRecords }: RouterOptions,
  {
    path,
    query,
    body,
    editor,
    table,
    rows,
    matches,
  }: Resource<TValue, TRow, TQuery>,
): void {
  const rowOf = (book: PortRecordBook, id: string) =>
    rows(book.derive(recordRows)).get(editor.find(book, id).meta.id)!;
  const seen = (request: Request) => ({
    id: request.params.id,
    version: ifMatchVersion(request),
  });
  const person = (request: Request, permission: BasicPermission) =>
    guard.allowPerson(request, permission);

  router.get(path, async (request, response) => {
    await guard.allow(request, itopsPortReadPermission);
    const wanted = parseQuery(query, request.query);
    const book = await portRecords.book();
    response.json(book.derive(table).page(wanted, matches(wanted)));
  });

  router.post(path, async (request, response) => {
    const { actor } = await person(request, itopsPortUpdatePermission);
    const value = parseBody(body, request.body);
    const { id, book } = await editor.create(value, actor);
    const row = rowOf(book, id);
    response
      .status(201)
      .header('ETag', etag(row.version))
      .location(`${request.baseUrl}${path}/${id}`)
      .json(row);
  });

  router.get(`${path}/:id`, async (request, response) => {
    await guard.allow(request, itopsPortReadPermission);
    const row = rowOf(await portRecords.book(), request.params.id);
    response.header('ETag', etag(row.version)).json(row);
  });

  router.put(`${path}/:id`, async (request, response) => {
    const { actor } = await person(request, itopsPortUpdatePermission);
    const value = parseBody(body, request.body);
    const book = await editor.update(seen(request), value, actor);
    const row = rowOf(book, request.params.id);
    response.header('ETag', etag(row.version)).json(row);
  });

  router.delete(`${path}/:id`, async (request, response) => {
    const { actor } = await person(request, itopsPortUpdatePermission);
    await editor.delete(seen(request), actor);
    response.status(204).end();
  });
}

function interfaceNameRoutes(
  router: Router,
  { guard, portRecords }: RouterOptions,
): void {
  const path = '/port-records/interface-names';

  router.get(path, async (request, response) => {
    await guard.allow(request, itopsPortReadPermission);
    const book = await portRecords.book();
    response.header('ETag', etag(namesTag(book))).json(namesAnswer(book));
  });

  router.put(path, async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsPortUpdatePermission,
    );
    const { items } = parseBody(interfaceNamesRequestSchema, request.body);
    const tag = ifMatch(request);
    const book = await portRecords.setNames(items, tag, actor);
    response.header('ETag', etag(namesTag(book))).json(namesAnswer(book));
  });
}
