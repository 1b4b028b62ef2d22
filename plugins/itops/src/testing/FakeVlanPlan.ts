import {
  AcknowledgeWaveRequest,
  RequestWaiver,
  SourceFreshness,
  VlanPlanAnswer,
  VlanPlanApi,
  VlanPlanWaiver,
  VlanPlanWave,
  VlanPlanWorkloadsPage,
  VlanSimulation,
} from '@sankofa/plugin-itops-common';
import {
  RUNBOOK,
  answerOf,
  planBoard,
  planWaiver,
  planWorkload,
  simulationOf,
  unknownWorkload,
} from './fixtures';
import { httpError } from './httpError';

/** The VLAN plan over values in memory; decisions stay, as on the server. */
export class FakeVlanPlan implements VlanPlanApi {
  readonly calls: { method: string; args: any[] }[] = [];
  sourcesSeen: SourceFreshness[] | undefined;
  /** Who decides. */
  me = 'user:default/test';
  answers = {
    board: planBoard(),
    workloads: [planWorkload(), unknownWorkload()],
    simulation: simulationOf(),
    runbook: RUNBOOK,
  };
  #failures = new Map<keyof VlanPlanApi, unknown>();
  #held = new Map<keyof VlanPlanApi, Promise<void>>();

  /** The call fails with this from now on; `undefined` heals it. */
  fail(method: keyof VlanPlanApi, error: unknown): void {
    this.#failures.set(method, error);
  }

  /** The call answers only after the returned function was called. */
  hold(method: keyof VlanPlanApi): () => void {
    let release: () => void = () => {};
    this.#held.set(method, new Promise(resolve => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  /** Arguments of the calls of one method. */
  asked(method: keyof VlanPlanApi): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args);
  }

  /** One wave of the board is another one from now on. */
  changeWave(id: string, changes: Partial<VlanPlanWave>): void {
    const { board } = this.answers;
    this.answers.board = {
      ...board,
      waves: board.waves.map(wave =>
        wave.id === id ? { ...wave, ...changes } : wave,
      ),
    };
  }

  async board(options?: object): Promise<VlanPlanAnswer> {
    await this.#called('board', options);
    return this.#board();
  }

  async workloads(query: object = {}): Promise<VlanPlanWorkloadsPage> {
    await this.#called('workloads', query);
    const { wave, state } = query as { wave?: string; state?: string };
    const items = this.answers.workloads.filter(
      item => (!wave || wave === item.wave) && (!state || state === item.state),
    );
    return { ...answerOf(this.sourcesSeen), items, total: items.length };
  }

  async simulate(request: object): Promise<VlanSimulation> {
    await this.#called('simulate', request);
    return this.answers.simulation;
  }

  async simulateWave(wave: string, options?: object): Promise<VlanSimulation> {
    await this.#called('simulateWave', wave, options);
    return this.answers.simulation;
  }

  async runbook(wave: string): Promise<string> {
    await this.#called('runbook', wave);
    return this.answers.runbook;
  }

  async acknowledge(
    wave: string,
    request: AcknowledgeWaveRequest,
  ): Promise<VlanPlanAnswer> {
    await this.#called('acknowledge', wave, request);
    const acknowledged = this.#decision(request.note);
    this.changeWave(wave, {
      owners: this.#wave(wave).owners.map(owner =>
        owner.ownerRef === request.ownerRef
          ? { ...owner, acknowledged }
          : owner,
      ),
    });
    return this.#board();
  }

  async verify(wave: string, request?: object): Promise<VlanPlanAnswer> {
    await this.#called('verify', wave, request);
    const verified = this.#decision();
    this.changeWave(wave, { state: 'verified', verified });
    return this.#board();
  }

  async requestWaiver(
    wave: string,
    request: RequestWaiver,
  ): Promise<VlanPlanWaiver> {
    await this.#called('requestWaiver', wave, request);
    const waiver = planWaiver({ ...request, wave, requestedBy: this.me });
    this.changeWave(wave, { waivers: [waiver] });
    return waiver;
  }

  async approveWaiver(id: string): Promise<VlanPlanWaiver> {
    await this.#called('approveWaiver', id);
    return this.#decide(id, { state: 'active', approvedBy: this.me });
  }

  async withdrawWaiver(id: string): Promise<VlanPlanWaiver> {
    await this.#called('withdrawWaiver', id);
    return this.#decide(id, { state: 'withdrawn', withdrawnBy: this.me });
  }

  #board(): VlanPlanAnswer {
    const { at, sources } = answerOf(this.sourcesSeen);
    return { ...this.answers.board, at, sources };
  }

  #wave(id: string): VlanPlanWave {
    const wave = this.answers.board.waves.find(known => known.id === id);
    if (!wave) {
      throw httpError(404, `The plan has no wave ${id}`);
    }
    return wave;
  }

  #decision(note?: string) {
    return { by: this.me, at: new Date().toISOString(), note };
  }

  /** A waiver changes on the list of its wave, and on the gate once it is active. */
  #decide(id: string, changes: Partial<VlanPlanWaiver>): VlanPlanWaiver {
    const { waves } = this.answers.board;
    const wave = waves.find(({ waivers }) =>
      waivers.some(waiver => waiver.id === id),
    );
    const known = wave?.waivers.find(waiver => waiver.id === id);
    if (!wave || !known) {
      throw httpError(404, `Nothing has the id '${id}'`);
    }
    const decided = { ...known, ...changes };
    this.changeWave(wave.id, {
      waivers: wave.waivers.map(item => (item === known ? decided : item)),
      gates: wave.gates.map(gate =>
        gate.gate === decided.gate && decided.state === 'active'
          ? { ...gate, waiver: decided }
          : gate,
      ),
    });
    return decided;
  }

  async #called(method: keyof VlanPlanApi, ...args: unknown[]): Promise<void> {
    this.calls.push({ method, args });
    await this.#held.get(method);
    const failure = this.#failures.get(method);
    if (failure !== undefined) {
      throw failure;
    }
  }
}
