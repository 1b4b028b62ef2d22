import { z } from 'zod';
import {
  ConsolidationRequestBody,
  PlacementRequestBody,
  capacityGuestsSchema,
  capacityHardwareSchema,
  capacityNodesSchema,
  capacitySeriesSchema,
  capacityStoragesSchema,
  consolidationAnswerSchema,
  placementAnswerSchema,
} from '../wire';
import {
  CapacityApi,
  CapacityGuestsQuery,
  CapacitySeriesQuery,
} from './CapacityApi';
import { Send } from './PortRecordsClient';
import { RequestParts, parseAnswer } from './answers';
import { ItopsRequestOptions } from './queries';

/** {@link CapacityApi} over the requests of the client it belongs to. */
export class CapacityClient implements CapacityApi {
  private constructor(private readonly send: Send) {}

  static create(send: Send): CapacityClient {
    return new CapacityClient(send);
  }

  nodes(options?: ItopsRequestOptions) {
    return this.ask('nodes', capacityNodesSchema, options);
  }

  guests(query: CapacityGuestsQuery = {}, options?: ItopsRequestOptions) {
    return this.ask('guests', capacityGuestsSchema, options, { query });
  }

  storages(options?: ItopsRequestOptions) {
    return this.ask('storages', capacityStoragesSchema, options);
  }

  series(query: CapacitySeriesQuery, options?: ItopsRequestOptions) {
    return this.ask('series', capacitySeriesSchema, options, { query });
  }

  hardware(options?: ItopsRequestOptions) {
    return this.ask('hardware', capacityHardwareSchema, options);
  }

  placement(body: PlacementRequestBody, options?: ItopsRequestOptions) {
    return this.ask('placement', placementAnswerSchema, options, { body });
  }

  consolidation(
    body: ConsolidationRequestBody = {},
    options?: ItopsRequestOptions,
  ) {
    return this.ask('consolidation', consolidationAnswerSchema, options, {
      body,
    });
  }

  private async ask<T>(
    name: string,
    schema: z.ZodType<T>,
    options?: ItopsRequestOptions,
    parts?: RequestParts,
  ): Promise<T> {
    const path = `/capacity/${name}`;
    return parseAnswer(path, await this.send(path, options, parts), schema);
  }
}
