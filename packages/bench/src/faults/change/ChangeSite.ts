import { Lab, LabWrite, startLab } from '@sankofa/lab';
import { ChangeIntent } from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../worlds/portal/startPortal';
import { Answer, ChangePortal, ChangePortalOptions } from './ChangePortal';
import { Proof, Proofs } from './Proofs';
import { ChangeConfigOptions, changeConfig } from './changeConfig';
import { PREFIX, SOURCE, changeableWorld } from './site';

/** Who asks, and who agrees. */
export const AMA = 'user:default/ama';
export const KOFI = 'user:default/kofi';
const ESI = 'user:default/esi';

/** Short enough that nobody waits for the dead, long enough for a slow answer. */
export const TIMES = { leaseMs: 3_000, idleMs: 200, pollMs: 50 };
/** A portal that only looks for work when somebody lets a change run there. */
export const HARDLY_EVER = { idleMs: 3_600_000 };
const LATENCY = {
  callMs: 0,
  hopMs: 0,
  authFailureMs: 50,
  deadAgentMs: 50,
  taskMs: 100,
  reportMs: 0,
};
const LOOK_MS = 50;

/** A change on its way, as far as a case needs it. */
export interface Draft {
  id: string;
  version: number;
  hash: string;
}

/** A cluster that may be changed, a database, and portals on it. */
export class ChangeSite {
  readonly portals: ChangePortal[] = [];
  readonly proofs: Proofs;
  private keys = 0;

  private constructor(
    readonly lab: Lab,
    readonly knex: Knex,
    private readonly databaseUrl: string,
    private readonly log: FileHandle,
    private readonly logFile: string,
  ) {
    this.proofs = new Proofs(knex);
  }

  /** @param places - guests for each verb */
  static async with<T>(
    options: { knex: Knex; databaseUrl: string; places: number },
    action: (site: ChangeSite) => Promise<T>,
  ): Promise<T> {
    const { databaseUrl, knex, places } = options;
    const folder = await mkdtemp(path.join(tmpdir(), 'itops-change-'));
    const logFile = path.join(folder, 'portals.log');
    const log = await open(logFile, 'a');
    const lab = await startLab({
      stateDir: path.join(folder, 'lab'),
      world: changeableWorld(places),
      latency: LATENCY,
    });
    const site = new ChangeSite(lab, knex, databaseUrl, log, logFile);
    try {
      return await action(site);
    } finally {
      await Promise.all(site.portals.map(portal => portal.stop()));
      await lab.close();
      await log.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** What every portal of the site is started with. */
  optionsWith(
    more: ChangeConfigOptions & { times?: ChangePortalOptions['times'] },
  ): ChangePortalOptions {
    return {
      databaseUrl: this.databaseUrl,
      log: this.log.fd,
      config: changeConfig(this.lab, more),
      // A real one is not asked: proofs are made out by the suite.
      signIn: {
        oidc: {
          development: {
            clientId: 'bench',
            clientSecret: this.clientSecret,
            metadataUrl: 'https://sso.example.com/.well-known',
          },
        },
      },
      times: { ...TIMES, ...more.times },
    };
  }

  /** Planted: it must be found nowhere. */
  readonly clientSecret = `planted-${randomBytes(16).toString('hex')}`;

  async addPortal(
    more: Parameters<ChangeSite['optionsWith']>[0] = {},
  ): Promise<ChangePortal> {
    const portal = await ChangePortal.start(this.optionsWith(more));
    this.portals.push(portal);
    return portal;
  }

  async removePortal(portal: ChangePortal): Promise<void> {
    this.portals.splice(this.portals.indexOf(portal), 1);
    await portal.stop();
  }

  /** Read once, with room for addresses; then changes can be planned. */
  async prepare(portal: ChangePortal): Promise<void> {
    await until('a cluster that was read', async () => {
      const { body } = await portal.send(AMA, 'GET', '/sources');
      return body.items.every(({ passes }: any) =>
        passes.every((pass: any) => pass.collectedAt !== undefined),
      );
    });
    await this.expect(201, portal, 'POST', '/ipam/prefixes', {
      cidr: PREFIX,
      description: 'for changes',
      sources: [SOURCE],
    });
  }

  /** Of Ama. */
  async created(
    portal: ChangePortal,
    intent: ChangeIntent,
    ticket = 'CHG-7',
  ): Promise<{ id: string; version: number }> {
    return this.expect(201, portal, 'POST', '/change-requests', {
      sourceId: SOURCE,
      intent,
      ticket,
      idempotencyKey: this.key(),
    });
  }

  key(): string {
    return `key-${++this.keys}-of-bench`;
  }

  async planned(
    portal: ChangePortal,
    intent: ChangeIntent,
    ticket?: string,
  ): Promise<Draft> {
    return this.plan(portal, await this.created(portal, intent, ticket));
  }

  async plan(
    portal: ChangePortal,
    draft: { id: string; version: number },
  ): Promise<Draft> {
    const { id, version } = draft;
    const { plan, version: now } = await this.expect(
      200,
      portal,
      'POST',
      at(draft, 'plan'),
      undefined,
      { 'if-match': `"${version}"` },
    );
    return { id, hash: plan.hash, version: now };
  }

  async submitted(portal: ChangePortal, intent: ChangeIntent): Promise<Draft> {
    const draft = await this.planned(portal, intent);
    await this.expect(200, portal, 'POST', at(draft, 'submit'), {
      hash: draft.hash,
    });
    return draft;
  }

  async approved(portal: ChangePortal, intent: ChangeIntent): Promise<Draft> {
    const draft = await this.submitted(portal, intent);
    const approvers = intent.verb === 'guest.destroy' ? [KOFI, ESI] : [KOFI];
    for (const person of approvers) {
      ok(await this.approve(portal, draft, person), 200, 'approve');
    }
    return draft;
  }

  async applied(portal: ChangePortal, intent: ChangeIntent): Promise<Draft> {
    const draft = await this.approved(portal, intent);
    ok(await this.apply(portal, draft), 200, 'apply');
    return draft;
  }

  submit(portal: ChangePortal, draft: Draft): Promise<Answer> {
    return portal.send(AMA, 'POST', at(draft, 'submit'), { hash: draft.hash });
  }

  /** @param proof - or the header of one that was made out before */
  async approve(
    portal: ChangePortal,
    draft: Draft,
    person: string,
    proof: Proof | Record<string, string> = 'fresh',
  ): Promise<Answer> {
    const headers =
      typeof proof === 'string'
        ? await this.proofs.of(draft, person, 'approve', proof)
        : proof;
    const body = { hash: draft.hash };
    return portal.send(person, 'POST', at(draft, 'approve'), body, headers);
  }

  async apply(
    portal: ChangePortal,
    draft: Draft,
    proof: Proof = 'fresh',
  ): Promise<Answer> {
    return portal.send(
      AMA,
      'POST',
      at(draft, 'apply'),
      { confirm: draft.hash },
      await this.proofs.of(draft, AMA, 'apply', proof),
    );
  }

  /** Until it is over, whatever became of it. */
  async ended(id: string, patienceMs = 60_000): Promise<string> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const { state } = await this.row(id);
      if (!['applying', 'verifying', 'approved'].includes(state)) {
        return state;
      }
      if (Date.now() > deadline) {
        return `still ${state}`;
      }
      await sleep(LOOK_MS);
    }
  }

  /** The change as the database has it. */
  row(id: string): Promise<any> {
    return this.knex('itops.changes').where({ id }).first();
  }

  /** Calls that may have changed something. */
  writes(): LabWrite[] {
    return this.lab.writes();
  }

  async printed(): Promise<string> {
    return readFile(this.logFile, 'utf8');
  }

  private async expect(
    status: number,
    portal: ChangePortal,
    ...call: [string, string, unknown?, Record<string, string>?]
  ): Promise<any> {
    return ok(await portal.send(AMA, ...call), status, call[1]);
  }
}

function at({ id }: { id: string }, verb: string): string {
  return `/change-requests/${id}/${verb}`;
}

/** @throws Error when it is another answer than a case can go on with */
function ok({ body, status }: Answer, wanted: number, what: string): any {
  if (status !== wanted) {
    throw new Error(`${what}: ${status} ${body?.error?.message}`);
  }
  return body;
}
