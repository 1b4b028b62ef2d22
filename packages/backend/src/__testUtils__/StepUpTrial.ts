import { JsonObject } from '@backstage/types';
import { labPeople } from '@sankofa/lab';
import {
  STEP_UP_HEADER,
  StepUpAction,
  StepUpMessage,
} from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { createHash, randomUUID } from 'node:crypto';
import { Browserless, Proof } from './Browserless';
import { SignInPortal } from './SignInPortal';

const START = { verb: 'guest.start', vmid: 101 };
const REQUESTER = 'user:default/kojo.mensah';

/** One risk class that wants one approval; nothing may be sent anywhere. */
export const policyOfTrial: JsonObject = {
  version: '1',
  allow: [],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
  },
  risk: { 'guest.start': 'normal' },
  protectedTags: [],
  freezes: [],
};

/** A change that waits for somebody's yes. */
export interface WaitingChange {
  id: string;
  hash: string;
}

interface Answer {
  status: number;
  body: any;
}

/** People of the demo who approve, through the real portal and the real provider. */
export class StepUpTrial {
  private constructor(
    private readonly portal: SignInPortal,
    private readonly knex: Knex,
    private readonly tokens: ReadonlyMap<string, string>,
  ) {}

  static async create(portal: SignInPortal, knex: Knex): Promise<StepUpTrial> {
    const tokens = new Map<string, string>();
    for (const username of ['ama.boateng', 'efua.owusu']) {
      const { answer } = await portal.signIn(username);
      tokens.set(username, answer.response!.backstageIdentity!.token);
    }
    return new StepUpTrial(portal, knex, tokens);
  }

  /** As the change service keeps it when somebody else asked for it. */
  async waitingChange(): Promise<WaitingChange> {
    const { body } = await this.ask('ama.boateng', 'GET', '/options');
    const id = randomUUID();
    const plan = JSON.stringify({
      id,
      effects: [],
      preconditions: {},
      requests: [],
      undo: [],
      policyVersion: body.policy.version,
    });
    const hash = createHash('sha256').update(plan).digest('hex');
    const now = this.knex.fn.now();
    await this.knex('itops.changes').insert({
      id,
      state: 'awaiting-approval',
      source_id: 'proxmox/lab',
      ticket: 'CHG-1',
      requester: REQUESTER,
      last_editor: REQUESTER,
      intent: START,
      plan,
      plan_hash: hash,
      planned_at: now,
      guards: '[]',
      risk_class: 'normal',
      approvals_needed: 1,
      policy_version: body.policy.version,
      idempotency_key: id,
      request_hash: 'r',
      created_at: now,
      updated_at: now,
      expires_at: this.knex.raw(`now() + interval '1 day'`),
    });
    return { id, hash };
  }

  /** The address to confirm at. */
  async begin(
    username: string,
    { id, hash }: WaitingChange,
    action: StepUpAction = 'approve',
  ): Promise<string> {
    const path = `/${id}/step-up/${action}`;
    const { body, status } = await this.ask(username, 'POST', path, { hash });
    if (status !== 201) {
      throw new Error(`${status} ${JSON.stringify(body)}`);
    }
    return body.address;
  }

  /** Confirms at the provider as somebody, and reads what the portal is told. */
  async confirm(
    address: string,
    username: string,
    proof: Proof = { secondFactor: true },
    browser = this.browser(),
  ): Promise<StepUpMessage> {
    const { subject } = labPeople.find(each => each.username === username)!;
    return messageIn(await browser.prove(address, subject, proof));
  }

  browser(): Browserless {
    return new Browserless(this.portal.backend.baseUrl);
  }

  approve(
    username: string,
    { id, hash }: WaitingChange,
    proof?: string,
  ): Promise<Answer> {
    const headers: Record<string, string> =
      proof === undefined ? {} : { [STEP_UP_HEADER]: proof };
    return this.ask(username, 'POST', `/${id}/approve`, { hash }, headers);
  }

  /** As if everything had happened earlier. */
  async agedBy(minutes: number): Promise<void> {
    const earlier = (column: string) =>
      this.knex.raw(`?? - make_interval(mins => ?)`, [column, minutes]);
    await this.knex('itops.change_step_ups')
      .whereNull('used_at')
      .update({
        asked_at: earlier('asked_at'),
        begun_at: earlier('begun_at'),
        answered_at: earlier('answered_at'),
        expires_at: earlier('expires_at'),
      });
  }

  /** The newest entry of the audit trail about a change. */
  async lastAudit({ id }: WaitingChange): Promise<unknown> {
    return this.knex('itops.audit_log')
      .where({ subject: `change:${id}` })
      .orderBy('id', 'desc')
      .first();
  }

  private async ask(
    username: string,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(
      `${this.portal.backend.baseUrl}/api/itops/v1/change-requests${path}`,
      {
        method,
        headers: {
          ...headers,
          'content-type': 'application/json',
          authorization: `Bearer ${this.tokens.get(username)}`,
        },
        body: body && JSON.stringify(body),
      },
    );
    return { status: response.status, body: await response.json() };
  }
}

/** What the last page of the window tells the portal. */
export function messageIn({ text }: { text: string }): StepUpMessage {
  const written = /data-message="([^"]*)"/.exec(text)?.[1];
  if (written === undefined) {
    throw new Error(`No answer to the confirmation, but: ${text}`);
  }
  return JSON.parse(
    written.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)),
  );
}
