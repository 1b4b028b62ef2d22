import {
  IpamAddressRecord,
  IpamAddressRequest,
  IpamAddressesPage,
  IpamAnsweringPage,
  IpamBulkAnswer,
  IpamBulkRequest,
  IpamConflictsPage,
  IpamDecisionRequest,
  IpamGrid,
  IpamImportAnswer,
  IpamImportPreviewRequest,
  IpamImportRequest,
  IpamNextFree,
  IpamPrefixRecord,
  IpamPrefixRequest,
  IpamPrefixesPage,
  IpamRequestRecord,
  IpamRequestRequest,
  IpamRequestsPage,
  IpamReservation,
  IpamReserveNextRequest,
  IpamReserveRequest,
  IpamReshape,
  IpamReshapeAnswer,
  IpamSilentPage,
  IpamVlanRecord,
  IpamVlanRequest,
  IpamVlansPage,
} from '../wire';
import { ItopsRequestOptions } from './queries';

/** @public */
export interface IpamPageQuery {
  cursor?: string;
  limit?: number;
}

/** @public */
export interface IpamPrefixesQuery extends IpamPageQuery {
  /** An address (the prefixes around it), a network (those around and inside), or part of a text. */
  q?: string;
  parent?: string;
  within?: string;
  status?: string | string[];
  environment?: string | string[];
  ownerTeam?: string | string[];
  vlan?: number | number[];
}

/** @public */
export interface IpamAddressesQuery extends IpamPageQuery {
  /** An address, a network, or part of a text. */
  q?: string;
  address?: string;
  hostname?: string;
  within?: string;
  lifecycle?: string | string[];
  role?: string | string[];
  ownerTeam?: string | string[];
  service?: string | string[];
  /** What the sources said then; the records are those of now. */
  asOf?: string;
}

/** @public */
export interface IpamObservedQuery extends IpamPageQuery {
  asOf?: string;
}

/** A record that somebody saw: its id and the version in its ETag. @public */
export interface IpamSeen {
  id: string;
  version: number;
}

/** Address management. Changes of a record name the version that was seen. @public */
export interface IpamApi {
  prefixes(
    query?: IpamPrefixesQuery,
    options?: ItopsRequestOptions,
  ): Promise<IpamPrefixesPage>;
  prefix(id: string, options?: ItopsRequestOptions): Promise<IpamPrefixRecord>;
  createPrefix(
    request: IpamPrefixRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamPrefixRecord>;
  updatePrefix(
    seen: IpamSeen,
    request: IpamPrefixRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamPrefixRecord>;
  deletePrefix(seen: IpamSeen, options?: ItopsRequestOptions): Promise<void>;
  previewReshape(
    seen: IpamSeen,
    reshape: IpamReshape,
    options?: ItopsRequestOptions,
  ): Promise<IpamReshapeAnswer>;
  /** @param previewHash - of the preview that somebody agreed to */
  reshape(
    seen: IpamSeen,
    reshape: IpamReshape,
    previewHash: string,
    options?: ItopsRequestOptions,
  ): Promise<IpamReshapeAnswer>;

  /** Every address of a prefix with its state and claims, some hundred at once. */
  grid(
    prefixId: string,
    query?: IpamObservedQuery,
    options?: ItopsRequestOptions,
  ): Promise<IpamGrid>;
  /** The lowest free addresses; nothing is reserved. */
  nextFree(
    prefixId: string,
    count?: number,
    options?: ItopsRequestOptions,
  ): Promise<IpamNextFree>;
  reserveNext(
    prefixId: string,
    request: IpamReserveNextRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamReservation>;
  reserve(
    request: IpamReserveRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamReservation>;

  addresses(
    query?: IpamAddressesQuery,
    options?: ItopsRequestOptions,
  ): Promise<IpamAddressesPage>;
  address(
    address: string,
    options?: ItopsRequestOptions,
  ): Promise<IpamAddressRecord>;
  createAddress(
    request: IpamAddressRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamReservation>;
  updateAddress(
    version: number,
    request: IpamAddressRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamReservation>;
  /** Also gives a reservation back. */
  deleteAddress(
    seen: { address: string; version: number },
    options?: ItopsRequestOptions,
  ): Promise<void>;
  bulkEdit(
    request: IpamBulkRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamBulkAnswer>;

  vlans(
    query?: IpamPageQuery & { q?: string },
    options?: ItopsRequestOptions,
  ): Promise<IpamVlansPage>;
  vlan(id: string, options?: ItopsRequestOptions): Promise<IpamVlanRecord>;
  createVlan(
    request: IpamVlanRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamVlanRecord>;
  updateVlan(
    seen: IpamSeen,
    request: IpamVlanRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamVlanRecord>;
  deleteVlan(seen: IpamSeen, options?: ItopsRequestOptions): Promise<void>;

  requests(
    query?: IpamPageQuery & { state?: string | string[] },
    options?: ItopsRequestOptions,
  ): Promise<IpamRequestsPage>;
  ask(
    request: IpamRequestRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamRequestRecord>;
  decide(
    seen: IpamSeen,
    verb: 'accept' | 'reject',
    request?: IpamDecisionRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamRequestRecord>;

  /** Written down, and seen nowhere for so many days. */
  silent(
    query?: IpamObservedQuery & { days?: number },
    options?: ItopsRequestOptions,
  ): Promise<IpamSilentPage>;
  /** Given to nobody, and somebody answers there. */
  answering(
    query?: IpamObservedQuery,
    options?: ItopsRequestOptions,
  ): Promise<IpamAnsweringPage>;
  conflicts(
    query?: IpamObservedQuery,
    options?: ItopsRequestOptions,
  ): Promise<IpamConflictsPage>;

  previewImport(
    request: IpamImportPreviewRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamImportAnswer>;
  import(
    request: IpamImportRequest,
    options?: ItopsRequestOptions,
  ): Promise<IpamImportAnswer>;
  /** A file that NetBox imports, as text. */
  export(
    file: 'vlans.csv' | 'prefixes.csv' | 'ip-addresses.csv',
    options?: ItopsRequestOptions,
  ): Promise<string>;
}
