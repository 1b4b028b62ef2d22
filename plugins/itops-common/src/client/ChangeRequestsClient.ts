import { z } from 'zod';
import {
  ChangeRequest,
  ChangeRequestOptions,
  ChangeRequestsPage,
  CreateChangeRequest,
  DenyChangeRequest,
  STEP_UP_HEADER,
  SettleChangeRequest,
  StepUpAction,
  StepUpTicket,
  changeRequestOptionsSchema,
  changeRequestSchema,
  changeRequestsPageSchema,
  stepUpTicketSchema,
} from '../wire';
import {
  ChangeRequestsApi,
  ChangeRequestsQuery,
  ProvenRequestOptions,
} from './ChangeRequestsApi';
import type { Send } from './PortRecordsClient';
import { RequestParts, parseAnswer } from './answers';
import { ItopsRequestOptions } from './queries';

const ROOT = '/change-requests';

/** {@link ChangeRequestsApi} over the requests of the client it belongs to. */
export class ChangeRequestsClient implements ChangeRequestsApi {
  private constructor(private readonly send: Send) {}

  static create(send: Send): ChangeRequestsClient {
    return new ChangeRequestsClient(send);
  }

  list(
    query: ChangeRequestsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequestsPage> {
    return this.ask(ROOT, changeRequestsPageSchema, options, { query });
  }

  one(id: string, options?: ItopsRequestOptions): Promise<ChangeRequest> {
    return this.ask(at(id), changeRequestSchema, options);
  }

  options(options?: ItopsRequestOptions): Promise<ChangeRequestOptions> {
    return this.ask(`${ROOT}/options`, changeRequestOptionsSchema, options);
  }

  create(
    request: CreateChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.ask(ROOT, changeRequestSchema, options, { body: request });
  }

  plan(
    id: string,
    version: number,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'plan', {}, options, of(version));
  }

  submit(
    id: string,
    hash: string,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'submit', { hash }, options);
  }

  stepUp(
    id: string,
    action: StepUpAction,
    hash: string,
    options?: ItopsRequestOptions,
  ): Promise<StepUpTicket> {
    const path = `${at(id)}/step-up/${action}`;
    return this.ask(path, stepUpTicketSchema, options, { body: { hash } });
  }

  approve(
    id: string,
    hash: string,
    options?: ProvenRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'approve', { hash }, options, provenBy(options));
  }

  deny(
    id: string,
    request: DenyChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'deny', request, options);
  }

  cancel(
    id: string,
    version: number,
    request: { reason?: string } = {},
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'cancel', request, options, of(version));
  }

  apply(
    id: string,
    confirm: string,
    options?: ProvenRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'apply', { confirm }, options, provenBy(options));
  }

  settle(
    id: string,
    version: number,
    request: SettleChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest> {
    return this.act(id, 'settle', request, options, of(version));
  }

  /** Steps that name a plan hash need no version: the hash is one. */
  private act(
    id: string,
    verb: string,
    body: object,
    options?: ItopsRequestOptions,
    headers?: Record<string, string>,
  ): Promise<ChangeRequest> {
    return this.ask(`${at(id)}/${verb}`, changeRequestSchema, options, {
      body,
      ...(headers && { headers }),
    });
  }

  private async ask<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: ItopsRequestOptions,
    parts?: RequestParts,
  ): Promise<T> {
    return parseAnswer(path, await this.send(path, options, parts), schema);
  }
}

function at(id: string): string {
  return `${ROOT}/${encodeURIComponent(id)}`;
}

function of(version: number): Record<string, string> {
  return { 'If-Match': `"${version}"` };
}

function provenBy(
  options?: ProvenRequestOptions,
): Record<string, string> | undefined {
  return options?.proof === undefined
    ? undefined
    : { [STEP_UP_HEADER]: options.proof };
}
