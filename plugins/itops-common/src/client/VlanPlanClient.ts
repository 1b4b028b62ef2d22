import { z } from 'zod';
import {
  AcknowledgeWaveRequest,
  RequestWaiver,
  SimulateMovesRequest,
  VerifyWaveRequest,
  VlanPlanAnswer,
  VlanPlanWaiver,
  VlanPlanWorkloadsPage,
  VlanSimulation,
  vlanPlanAnswerSchema,
  vlanPlanWaiverSchema,
  vlanPlanWorkloadsPageSchema,
  vlanSimulationSchema,
} from '../wire';
import type { Send } from './PortRecordsClient';
import { VlanPlanApi, VlanPlanWorkloadsQuery } from './VlanPlanApi';
import { RequestParts, parseAnswer } from './answers';
import { ItopsReadOptions, ItopsRequestOptions } from './queries';

const ROOT = '/vlan-plan';

/** {@link VlanPlanApi} over the requests of the client it belongs to. */
export class VlanPlanClient implements VlanPlanApi {
  private constructor(private readonly send: Send) {}

  static create(send: Send): VlanPlanClient {
    return new VlanPlanClient(send);
  }

  board(options: ItopsReadOptions = {}): Promise<VlanPlanAnswer> {
    const { asOf, require, ...rest } = options;
    const query = { asOf, require };
    return this.ask(ROOT, vlanPlanAnswerSchema, rest, { query });
  }

  workloads(
    query: VlanPlanWorkloadsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWorkloadsPage> {
    const path = `${ROOT}/workloads`;
    return this.ask(path, vlanPlanWorkloadsPageSchema, options, { query });
  }

  simulate(
    request: SimulateMovesRequest,
    options?: ItopsRequestOptions,
  ): Promise<VlanSimulation> {
    const parts = { body: request };
    return this.ask(`${ROOT}/simulate`, vlanSimulationSchema, options, parts);
  }

  simulateWave(
    wave: string,
    options: ItopsReadOptions = {},
  ): Promise<VlanSimulation> {
    const { asOf, require, ...rest } = options;
    const path = `${waveAt(wave)}/simulate`;
    const query = { asOf, require };
    return this.ask(path, vlanSimulationSchema, rest, { query });
  }

  async runbook(wave: string, options?: ItopsRequestOptions): Promise<string> {
    const headers = { Accept: 'text/markdown' };
    const path = `${waveAt(wave)}/runbook`;
    return (await this.send(path, options, { headers })).text();
  }

  acknowledge(
    wave: string,
    request: AcknowledgeWaveRequest,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanAnswer> {
    const parts = { body: request };
    const path = `${waveAt(wave)}/acknowledge`;
    return this.ask(path, vlanPlanAnswerSchema, options, parts);
  }

  verify(
    wave: string,
    request: VerifyWaveRequest = {},
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanAnswer> {
    const parts = { body: request };
    const path = `${waveAt(wave)}/verify`;
    return this.ask(path, vlanPlanAnswerSchema, options, parts);
  }

  requestWaiver(
    wave: string,
    request: RequestWaiver,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver> {
    const parts = { body: request };
    const path = `${waveAt(wave)}/waivers`;
    return this.ask(path, vlanPlanWaiverSchema, options, parts);
  }

  approveWaiver(
    id: string,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver> {
    const path = `${ROOT}/waivers/${encodeURIComponent(id)}/approve`;
    return this.ask(path, vlanPlanWaiverSchema, options, { body: {} });
  }

  withdrawWaiver(
    id: string,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver> {
    const path = `${ROOT}/waivers/${encodeURIComponent(id)}/withdraw`;
    return this.ask(path, vlanPlanWaiverSchema, options, { body: {} });
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

function waveAt(wave: string): string {
  return `${ROOT}/waves/${encodeURIComponent(wave)}`;
}
