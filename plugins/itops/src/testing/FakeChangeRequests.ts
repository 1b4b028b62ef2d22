import { NotFoundError } from '@backstage/errors';
import {
  ChangeRequest,
  ChangeRequestOptions,
  ChangeRequestsApi,
  ChangeRequestsPage,
  CreateChangeRequest,
  DenyChangeRequest,
  SettleChangeRequest,
  StepUpTicket,
} from '@sankofa/plugin-itops-common';
import {
  PLAN_HASH,
  changeOptions,
  changePlan,
  changeRequest,
  mayOnly,
} from './fixtures';

/** Changes over values in memory; each step has its effect, as on the server. */
export class FakeChangeRequests implements ChangeRequestsApi {
  readonly calls: { method: string; args: any[] }[] = [];
  /** Who decides. */
  me = 'user:default/test';
  answers = {
    changes: [changeRequest()],
    options: changeOptions() as ChangeRequestOptions,
    ticket: { address: 'https://portal.example/step-up', expiresAt: '' },
  };
  #failures = new Map<keyof ChangeRequestsApi, unknown>();
  #held = new Map<keyof ChangeRequestsApi, Promise<void>>();

  /** The call fails with this from now on; `undefined` heals it. */
  fail(method: keyof ChangeRequestsApi, error: unknown): void {
    this.#failures.set(method, error);
  }

  /** The call answers only after the returned function was called. */
  hold(method: keyof ChangeRequestsApi): () => void {
    let release: () => void = () => {};
    this.#held.set(method, new Promise(resolve => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  /** Arguments of the calls of one method. */
  asked(method: keyof ChangeRequestsApi): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args);
  }

  /** One change is another one from now on. */
  become(changes: Partial<ChangeRequest>, id = 'c-17'): ChangeRequest {
    const known = this.#one(id);
    const changed = { ...known, ...changes, version: known.version + 1 };
    this.answers.changes = this.answers.changes.map(change =>
      change === known ? changed : change,
    );
    return changed;
  }

  async list(query: object = {}): Promise<ChangeRequestsPage> {
    await this.#called('list', query);
    const { list, state, target, verb } = query as Record<string, string>;
    const items = this.answers.changes.filter(
      change =>
        (list !== 'mine' || change.requester === this.me) &&
        (list !== 'waiting' || change.may.approve.allowed) &&
        (!state || change.state === state) &&
        (!verb || change.verb === verb) &&
        (!target || change.targets.includes(target)),
    );
    return { items, total: items.length };
  }

  async one(id: string): Promise<ChangeRequest> {
    await this.#called('one', id);
    return this.#one(id);
  }

  async options(): Promise<ChangeRequestOptions> {
    await this.#called('options');
    return this.answers.options;
  }

  async create(request: CreateChangeRequest): Promise<ChangeRequest> {
    await this.#called('create', request);
    const { intent, sourceId, ticket = '' } = request;
    const created = changeRequest({
      id: 'c-18',
      number: 18,
      version: 1,
      state: 'draft',
      verb: intent.verb,
      targets: [`guest:${intent.vmid}`],
      intent,
      sourceId,
      ticket,
      title: `${intent.verb} ${intent.vmid}`,
      requester: this.me,
      lastEditor: this.me,
      plan: undefined,
      planHash: undefined,
      guards: [],
      steps: [],
      next: 'It waits for its plan.',
      may: mayOnly('plan', 'cancel'),
    });
    this.answers.changes = [created, ...this.answers.changes];
    return created;
  }

  async plan(id: string, version: number): Promise<ChangeRequest> {
    await this.#called('plan', id, version);
    return this.become(
      {
        state: 'planned',
        plan: changePlan(),
        planHash: PLAN_HASH,
        next: 'It waits to be submitted for approval.',
        may: mayOnly('plan', 'submit', 'cancel'),
      },
      id,
    );
  }

  async submit(id: string, hash: string): Promise<ChangeRequest> {
    await this.#called('submit', id, hash);
    return this.become(
      { state: 'awaiting-approval', may: mayOnly('plan', 'cancel') },
      id,
    );
  }

  async stepUp(
    id: string,
    action: string,
    hash: string,
  ): Promise<StepUpTicket> {
    await this.#called('stepUp', id, action, hash);
    return this.answers.ticket;
  }

  async approve(
    id: string,
    hash: string,
    options: object = {},
  ): Promise<ChangeRequest> {
    await this.#called('approve', id, hash, options);
    const at = new Date().toISOString();
    const approval = { approver: this.me, hash, approvedAt: at, expiresAt: at };
    return this.become(
      {
        state: 'approved',
        approvals: [approval],
        next: 'It waits to be applied.',
        may: mayOnly('deny', 'apply'),
      },
      id,
    );
  }

  async deny(id: string, request: DenyChangeRequest): Promise<ChangeRequest> {
    await this.#called('deny', id, request);
    return this.become(
      { state: 'refused', reason: request.reason, may: mayOnly() },
      id,
    );
  }

  async cancel(
    id: string,
    version: number,
    request: object = {},
  ): Promise<ChangeRequest> {
    await this.#called('cancel', id, version, request);
    return this.become({ state: 'cancelled', may: mayOnly() }, id);
  }

  async apply(
    id: string,
    confirm: string,
    options: object = {},
  ): Promise<ChangeRequest> {
    await this.#called('apply', id, confirm, options);
    return this.become({ state: 'applying', may: mayOnly() }, id);
  }

  async settle(
    id: string,
    version: number,
    request: SettleChangeRequest,
  ): Promise<ChangeRequest> {
    await this.#called('settle', id, version, request);
    return this.become({ state: request.outcome, may: mayOnly() }, id);
  }

  #one(id: string): ChangeRequest {
    const known = this.answers.changes.find(change => change.id === id);
    if (!known) {
      throw new NotFoundError(`No change ${id}`);
    }
    return known;
  }

  async #called(
    method: keyof ChangeRequestsApi,
    ...args: unknown[]
  ): Promise<void> {
    this.calls.push({ method, args });
    await this.#held.get(method);
    const failure = this.#failures.get(method);
    if (failure !== undefined) {
      throw failure;
    }
  }
}
