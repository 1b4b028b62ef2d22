import { z } from 'zod';
import {
  CableRecord,
  CableRequest,
  CablesPage,
  DevicePortRecord,
  DevicePortRequest,
  DevicePortsPage,
  InterfaceNamesAnswer,
  InterfaceNamesRequest,
  ObservedPortsPage,
  PortDeviceRecord,
  PortDeviceRequest,
  PortDevicesPage,
  PortExport,
  PortImportAnswer,
  PortImportPreviewRequest,
  PortImportRequest,
  cableRecordSchema,
  cablesPageSchema,
  devicePortRecordSchema,
  devicePortsPageSchema,
  interfaceNamesAnswerSchema,
  observedPortsPageSchema,
  portDeviceRecordSchema,
  portDevicesPageSchema,
  portExportSchema,
  portImportAnswerSchema,
} from '../wire';
import {
  CablesQuery,
  DevicePortsQuery,
  ObservedPortsQuery,
  PortDevicesQuery,
  PortRecordsApi,
  RecordsApi,
} from './PortRecordsApi';
import { RequestParts, parseAnswer } from './answers';
import { ItopsRequestOptions } from './queries';

/** Sends a request; rejects unless the answer is a success. */
export type Send = (
  path: string,
  options?: ItopsRequestOptions,
  parts?: RequestParts,
) => Promise<Response>;

const ROOT = '/port-records';

/** {@link PortRecordsApi} over the requests of the client it belongs to. */
export class PortRecordsClient implements PortRecordsApi {
  readonly devices: RecordsApi<
    PortDeviceRecord,
    PortDeviceRequest,
    PortDevicesPage,
    PortDevicesQuery
  >;
  readonly ports: RecordsApi<
    DevicePortRecord,
    DevicePortRequest,
    DevicePortsPage,
    DevicePortsQuery
  >;
  readonly cables: RecordsApi<
    CableRecord,
    CableRequest,
    CablesPage,
    CablesQuery
  >;

  private constructor(private readonly send: Send) {
    this.devices = records(send, `${ROOT}/devices`, {
      record: portDeviceRecordSchema,
      page: portDevicesPageSchema,
    });
    this.ports = records(send, `${ROOT}/ports`, {
      record: devicePortRecordSchema,
      page: devicePortsPageSchema,
    });
    this.cables = records(send, `${ROOT}/cables`, {
      record: cableRecordSchema,
      page: cablesPageSchema,
    });
  }

  static create(send: Send): PortRecordsClient {
    return new PortRecordsClient(send);
  }

  async observed(
    query: ObservedPortsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<ObservedPortsPage> {
    const path = `${ROOT}/observed`;
    const answer = await this.send(path, options, { query });
    return parseAnswer(path, answer, observedPortsPageSchema);
  }

  async previewImport(
    request: PortImportPreviewRequest,
    options?: ItopsRequestOptions,
  ): Promise<PortImportAnswer> {
    const path = `${ROOT}/import/preview`;
    const answer = await this.send(path, options, { body: request });
    return parseAnswer(path, answer, portImportAnswerSchema);
  }

  async import(
    request: PortImportRequest,
    options?: ItopsRequestOptions,
  ): Promise<PortImportAnswer> {
    const path = `${ROOT}/import`;
    const answer = await this.send(path, options, { body: request });
    return parseAnswer(path, answer, portImportAnswerSchema);
  }

  async export(
    format: 'csv' | 'netbox',
    options?: ItopsRequestOptions,
  ): Promise<PortExport> {
    const path = `${ROOT}/export`;
    const answer = await this.send(path, options, { query: { format } });
    return parseAnswer(path, answer, portExportSchema);
  }

  interfaceNames(
    options?: ItopsRequestOptions,
  ): Promise<{ etag: string; names: InterfaceNamesAnswer }> {
    return this.names(options);
  }

  setInterfaceNames(
    etag: string,
    request: InterfaceNamesRequest,
    options?: ItopsRequestOptions,
  ): Promise<{ etag: string; names: InterfaceNamesAnswer }> {
    const headers = { 'If-Match': etag };
    return this.names(options, { method: 'PUT', body: request, headers });
  }

  private async names(options?: ItopsRequestOptions, parts?: RequestParts) {
    const path = `${ROOT}/interface-names`;
    const answer = await this.send(path, options, parts);
    const names = await parseAnswer(path, answer, interfaceNamesAnswerSchema);
    return { etag: answer.headers.get('etag') ?? '', names };
  }
}

function records<TRecord, TRequest, TPage, TQuery extends object>(
  send: Send,
  path: string,
  schemas: { record: z.ZodType<TRecord>; page: z.ZodType<TPage> },
): RecordsApi<TRecord, TRequest, TPage, TQuery> {
  const one = (id: string) => `${path}/${encodeURIComponent(id)}`;
  const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
  return {
    async list(query, options) {
      const answer = await send(path, options, { query: query ?? {} });
      return parseAnswer(path, answer, schemas.page);
    },
    async get(id, options) {
      return parseAnswer(one(id), await send(one(id), options), schemas.record);
    },
    async create(request, options) {
      const answer = await send(path, options, { body: request });
      return parseAnswer(path, answer, schemas.record);
    },
    async update({ id, version }, request, options) {
      const answer = await send(one(id), options, {
        method: 'PUT',
        body: request,
        headers: ifMatch(version),
      });
      return parseAnswer(one(id), answer, schemas.record);
    },
    async delete({ id, version }, options) {
      await send(one(id), options, {
        method: 'DELETE',
        headers: ifMatch(version),
      });
    },
  };
}
