import { z } from 'zod';
import {
  IpamAddressRequest,
  IpamBulkRequest,
  IpamDecisionRequest,
  IpamImportPreviewRequest,
  IpamImportRequest,
  IpamPrefixRequest,
  IpamRequestRequest,
  IpamReserveNextRequest,
  IpamReserveRequest,
  IpamReshape,
  IpamVlanRequest,
  ipamAddressRecordSchema,
  ipamAddressesPageSchema,
  ipamAnsweringPageSchema,
  ipamBulkAnswerSchema,
  ipamConflictsPageSchema,
  ipamGridSchema,
  ipamImportAnswerSchema,
  ipamNextFreeSchema,
  ipamPrefixRecordSchema,
  ipamPrefixesPageSchema,
  ipamRequestRecordSchema,
  ipamRequestsPageSchema,
  ipamReservationSchema,
  ipamReshapeAnswerSchema,
  ipamSilentPageSchema,
  ipamVlanRecordSchema,
  ipamVlansPageSchema,
} from '../wire';
import { IpamApi, IpamSeen } from './IpamApi';
import { Send } from './PortRecordsClient';
import { RequestParts, parseAnswer } from './answers';
import { ItopsRequestOptions } from './queries';

const ROOT = '/ipam';

function one(kind: string, id: string): string {
  return `${ROOT}/${kind}/${encodeURIComponent(id)}`;
}

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}

/** {@link IpamApi} over the requests of the client it belongs to. */
export class IpamClient implements IpamApi {
  private constructor(private readonly send: Send) {}

  static create(send: Send): IpamClient {
    return new IpamClient(send);
  }

  prefixes(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/prefixes`;
    return this.request(path, ipamPrefixesPageSchema, options, { query });
  }

  prefix(id: string, options?: ItopsRequestOptions) {
    return this.request(one('prefixes', id), ipamPrefixRecordSchema, options);
  }

  createPrefix(body: IpamPrefixRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/prefixes`;
    return this.request(path, ipamPrefixRecordSchema, options, { body });
  }

  updatePrefix(
    { id, version }: IpamSeen,
    body: IpamPrefixRequest,
    options?: ItopsRequestOptions,
  ) {
    return this.request(one('prefixes', id), ipamPrefixRecordSchema, options, {
      method: 'PUT',
      body,
      headers: ifMatch(version),
    });
  }

  deletePrefix({ id, version }: IpamSeen, options?: ItopsRequestOptions) {
    return this.remove(one('prefixes', id), version, options);
  }

  previewReshape(
    { id, version }: IpamSeen,
    reshape: IpamReshape,
    options?: ItopsRequestOptions,
  ) {
    const path = `${one('prefixes', id)}/reshape/preview`;
    return this.request(path, ipamReshapeAnswerSchema, options, {
      body: { reshape },
      headers: ifMatch(version),
    });
  }

  reshape(
    { id, version }: IpamSeen,
    reshape: IpamReshape,
    previewHash: string,
    options?: ItopsRequestOptions,
  ) {
    const path = `${one('prefixes', id)}/reshape`;
    return this.request(path, ipamReshapeAnswerSchema, options, {
      body: { reshape, previewHash },
      headers: ifMatch(version),
    });
  }

  grid(id: string, query: object = {}, options?: ItopsRequestOptions) {
    const path = `${one('prefixes', id)}/addresses`;
    return this.request(path, ipamGridSchema, options, { query });
  }

  nextFree(id: string, count?: number, options?: ItopsRequestOptions) {
    const path = `${one('prefixes', id)}/next-free`;
    return this.request(path, ipamNextFreeSchema, options, {
      query: { count },
    });
  }

  reserveNext(
    id: string,
    body: IpamReserveNextRequest,
    options?: ItopsRequestOptions,
  ) {
    const path = `${one('prefixes', id)}/next-free`;
    return this.request(path, ipamReservationSchema, options, { body });
  }

  reserve(body: IpamReserveRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/reservations`;
    return this.request(path, ipamReservationSchema, options, { body });
  }

  addresses(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/addresses`;
    return this.request(path, ipamAddressesPageSchema, options, { query });
  }

  address(address: string, options?: ItopsRequestOptions) {
    const path = one('addresses', address);
    return this.request(path, ipamAddressRecordSchema, options);
  }

  createAddress(body: IpamAddressRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/addresses`;
    return this.request(path, ipamReservationSchema, options, { body });
  }

  updateAddress(
    version: number,
    body: IpamAddressRequest,
    options?: ItopsRequestOptions,
  ) {
    const path = one('addresses', body.address);
    return this.request(path, ipamReservationSchema, options, {
      method: 'PUT',
      body,
      headers: ifMatch(version),
    });
  }

  deleteAddress(
    { address, version }: { address: string; version: number },
    options?: ItopsRequestOptions,
  ) {
    return this.remove(one('addresses', address), version, options);
  }

  bulkEdit(body: IpamBulkRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/addresses/bulk`;
    return this.request(path, ipamBulkAnswerSchema, options, { body });
  }

  vlans(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/vlans`;
    return this.request(path, ipamVlansPageSchema, options, { query });
  }

  vlan(id: string, options?: ItopsRequestOptions) {
    return this.request(one('vlans', id), ipamVlanRecordSchema, options);
  }

  createVlan(body: IpamVlanRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/vlans`;
    return this.request(path, ipamVlanRecordSchema, options, { body });
  }

  updateVlan(
    { id, version }: IpamSeen,
    body: IpamVlanRequest,
    options?: ItopsRequestOptions,
  ) {
    return this.request(one('vlans', id), ipamVlanRecordSchema, options, {
      method: 'PUT',
      body,
      headers: ifMatch(version),
    });
  }

  deleteVlan({ id, version }: IpamSeen, options?: ItopsRequestOptions) {
    return this.remove(one('vlans', id), version, options);
  }

  requests(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/requests`;
    return this.request(path, ipamRequestsPageSchema, options, { query });
  }

  ask(body: IpamRequestRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/requests`;
    return this.request(path, ipamRequestRecordSchema, options, { body });
  }

  decide(
    { id, version }: IpamSeen,
    verb: 'accept' | 'reject',
    body: IpamDecisionRequest = {},
    options?: ItopsRequestOptions,
  ) {
    const path = `${one('requests', id)}/${verb}`;
    const headers = ifMatch(version);
    return this.request(path, ipamRequestRecordSchema, options, {
      body,
      headers,
    });
  }

  silent(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/hygiene/silent`;
    return this.request(path, ipamSilentPageSchema, options, { query });
  }

  answering(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/hygiene/answering`;
    return this.request(path, ipamAnsweringPageSchema, options, { query });
  }

  conflicts(query: object = {}, options?: ItopsRequestOptions) {
    const path = `${ROOT}/conflicts`;
    return this.request(path, ipamConflictsPageSchema, options, { query });
  }

  previewImport(body: IpamImportPreviewRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/import/preview`;
    return this.request(path, ipamImportAnswerSchema, options, { body });
  }

  import(body: IpamImportRequest, options?: ItopsRequestOptions) {
    const path = `${ROOT}/import`;
    return this.request(path, ipamImportAnswerSchema, options, { body });
  }

  async export(file: string, options?: ItopsRequestOptions) {
    const path = `${ROOT}/export`;
    return (await this.send(path, options, { query: { file } })).text();
  }

  private async remove(
    path: string,
    version: number,
    options?: ItopsRequestOptions,
  ): Promise<void> {
    const headers = ifMatch(version);
    await this.send(path, options, { method: 'DELETE', headers });
  }

  private async request<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: ItopsRequestOptions,
    parts: RequestParts = {},
  ): Promise<T> {
    return parseAnswer(path, await this.send(path, options, parts), schema);
  }
}
