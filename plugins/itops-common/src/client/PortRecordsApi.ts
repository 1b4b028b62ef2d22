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
} from '../wire';
import { ItopsRequestOptions, OneOrMore } from './queries';

/** @public */
export interface PortRecordsQuery {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Records of a page, 1 to 500; 100 when left out. */
  limit?: number;
  /** Free text. */
  q?: string;
  sort?: string;
  order?: 'asc' | 'desc';
  origin?: OneOrMore;
}

/** @public */
export interface PortDevicesQuery extends PortRecordsQuery {
  role?: OneOrMore;
  site?: OneOrMore;
  model?: OneOrMore;
}

/** @public */
export interface DevicePortsQuery extends PortRecordsQuery {
  /** Names of devices. */
  device?: OneOrMore;
  kind?: OneOrMore;
  /** Only ports with a cable, or without. */
  cabled?: boolean;
}

/** @public */
export interface CablesQuery extends PortRecordsQuery {
  /** Names of devices at either end. */
  device?: OneOrMore;
  status?: OneOrMore;
  type?: OneOrMore;
}

/** @public */
export interface ObservedPortsQuery {
  cursor?: string;
  limit?: number;
  q?: string;
  sort?: string;
  order?: 'asc' | 'desc';
  /** Answer 424 instead of readings that are not fresh. */
  require?: 'fresh';
  device?: OneOrMore;
  verdict?: OneOrMore;
}

/**
 * Records of one kind. A record's `version` goes back with every change of it;
 * the backend answers 412 when somebody else was faster, 409 when the change
 * contradicts other records.
 * @public
 */
export interface RecordsApi<TRecord, TRequest, TPage, TQuery> {
  list(query?: TQuery, options?: ItopsRequestOptions): Promise<TPage>;
  get(id: string, options?: ItopsRequestOptions): Promise<TRecord>;
  create(request: TRequest, options?: ItopsRequestOptions): Promise<TRecord>;
  /** Puts this in the place of what the record says. */
  update(
    seen: { id: string; version: number },
    request: TRequest,
    options?: ItopsRequestOptions,
  ): Promise<TRecord>;
  delete(
    seen: { id: string; version: number },
    options?: ItopsRequestOptions,
  ): Promise<void>;
}

/** Physical records under `/api/itops/v1/port-records`. @public */
export interface PortRecordsApi {
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
  /** The records of switch ports against what is seen there now. */
  observed(
    query?: ObservedPortsQuery,
    options?: ItopsRequestOptions,
  ): Promise<ObservedPortsPage>;
  /** What an import would do; writes nothing. */
  previewImport(
    request: PortImportPreviewRequest,
    options?: ItopsRequestOptions,
  ): Promise<PortImportAnswer>;
  /** Does what the preview with that hash said: all of it, or nothing. */
  import(
    request: PortImportRequest,
    options?: ItopsRequestOptions,
  ): Promise<PortImportAnswer>;
  export(
    format: 'csv' | 'netbox',
    options?: ItopsRequestOptions,
  ): Promise<PortExport>;
  interfaceNames(
    options?: ItopsRequestOptions,
  ): Promise<{ etag: string; names: InterfaceNamesAnswer }>;
  /** @param etag - of the names that were read */
  setInterfaceNames(
    etag: string,
    request: InterfaceNamesRequest,
    options?: ItopsRequestOptions,
  ): Promise<{ etag: string; names: InterfaceNamesAnswer }>;
}
