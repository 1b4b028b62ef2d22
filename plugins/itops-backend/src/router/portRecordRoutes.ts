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
import { Condition, allOf, anyOf, oneOf } from '../views/filters';
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

/** Routes of one kind of record. */
interface Resource<TValue extends object, TRow, TQuery extends z.ZodObject> {
  path: string;
  query: TQuery;
  body: z.ZodType<TValue>;
  editor: RecordEditor<TValue>;
  table(book: PortRecordBook): SortedTable<TRow>;
  rows(rows: RecordRows): ReadonlyMap<string, TRow>;
  matches(query: z.output<TQuery>): Condition<TRow> | undefined;
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
    matches: query =>
      allOf<PortDeviceRecord>([
        oneOf(query.origin, ({ origin }) => origin),
        oneOf(query.role, ({ role }) => role),
        oneOf(query.site, ({ site }) => site),
        oneOf(query.model, ({ model }) => model),
      ]),
  });
  resource(router, options, {
    path: '/port-records/ports',
    query: portsQuery,
    body: devicePortRequestSchema,
    editor: portRecords.ports,
    table: portRecordTable,
    rows: ({ ports }) => ports,
    matches: query =>
      allOf<DevicePortRecord>([
        oneOf(query.origin, ({ origin }) => origin),
        oneOf(query.device, ({ device }) => device),
        oneOf(query.kind, ({ kind }) => kind),
        query.cabled === undefined
          ? undefined
          : ({ cable }) => (cable !== undefined) === query.cabled,
      ]),
  });
  resource(router, options, {
    path: '/port-records/cables',
    query: cablesQuery,
    body: cableRequestSchema,
    editor: portRecords.cables,
    table: cableRecordTable,
    rows: ({ cables }) => cables,
    matches: query =>
      allOf<CableRecord>([
        oneOf(query.origin, ({ origin }) => origin),
        anyOf(query.device, ({ a, b }) => [a.device, b.device]),
        oneOf(query.status, ({ status }) => status),
        oneOf(query.type, ({ type }) => type),
      ]),
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
