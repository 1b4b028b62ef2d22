import { ChangeIntent, ChangeVerb } from '@sankofa/site-model';
import { Answer, ChangePortal } from './ChangePortal';
import { AMA, ChangeSite, KOFI } from './ChangeSite';
import { SOURCE, intentOf, vmidOf } from './site';

/** What a case works with. */
export interface RefusalWorld {
  site: ChangeSite;
  portal: ChangePortal;
  /** Another portal on the same database, in which everything is frozen. */
  frozen: ChangePortal;
  verb: ChangeVerb;
  intent: ChangeIntent;
}

/** Brings a change as far as it gets. @returns the answer that has to be a refusal */
type Attempt = (world: RefusalWorld) => Promise<Answer>;

export interface Refusal {
  name: string;
  status: number;
  says: RegExp;
  attempt: Attempt;
}

/** Somebody edits the guest by hand, or makes one where none was. */
async function edit({ site, intent, verb }: RefusalWorld): Promise<void> {
  const { vmid } = intent;
  await site.lab.change(
    verb === 'guest.create'
      ? { change: 'add-guest', vmid, node: 'r630-03', name: 'by-hand' }
      : { change: 'set-address', vmid, net: 0, address: '10.98.0.9/16' },
  );
}

/** The number belongs to somebody else now. */
async function recycle({ site, intent, verb }: RefusalWorld): Promise<void> {
  const { vmid } = intent;
  if (verb !== 'guest.create') {
    await site.lab.change({ change: 'remove-guest', vmid });
  }
  await site.lab.change({
    change: 'add-guest',
    vmid,
    type: 'qemu',
    node: 'r630-03',
    name: 'somebody-else',
  });
}

/** Every promise of refusal but that of a stale source. */
export const refusals: readonly Refusal[] = [
  {
    name: 'no ticket',
    status: 409,
    says: /is no ticket for a/,
    async attempt({ site, portal, intent }) {
      const draft = await site.planned(portal, intent, '');
      return site.submit(portal, draft);
    },
  },
  {
    name: 'self-approval',
    status: 403,
    says: /You asked for it/,
    async attempt({ site, portal, intent }) {
      const draft = await site.submitted(portal, intent);
      return site.approve(portal, draft, AMA);
    },
  },
  {
    name: 'expired',
    status: 409,
    says: /is expired/,
    async attempt({ site, portal, intent }) {
      const draft = await site.approved(portal, intent);
      await site
        .knex('itops.changes')
        .where({ id: draft.id })
        .update({ expires_at: site.knex.raw(`now() - interval '1 second'`) });
      return site.apply(portal, draft);
    },
  },
  {
    name: 'changed digest',
    status: 409,
    says: /is stale: .*(digest|is in use)/,
    async attempt(world) {
      const { site, portal, intent } = world;
      const draft = await site.approved(portal, intent);
      await edit(world);
      return site.apply(portal, draft);
    },
  },
  {
    name: 'recycled VMID',
    status: 409,
    says: /is stale: .*(is not what was planned on|is in use|is called)/,
    async attempt(world) {
      const { site, portal, intent } = world;
      const draft = await site.approved(portal, intent);
      await recycle(world);
      return site.apply(portal, draft);
    },
  },
  {
    name: 'off the allowlist',
    status: 409,
    says: /allowlist/,
    async attempt({ site, portal, verb }) {
      const outside = intentOf(verb, vmidOf(verb, 'outside'));
      const draft = await site.planned(portal, outside);
      return site.submit(portal, draft);
    },
  },
  {
    name: 'frozen',
    status: 409,
    says: /end of the year/,
    async attempt({ site, portal, frozen, intent }) {
      return site.apply(frozen, await site.approved(portal, intent));
    },
  },
  {
    name: 'approved without step-up',
    status: 403,
    says: /nothing was confirmed/,
    async attempt({ site, portal, intent }) {
      const draft = await site.submitted(portal, intent);
      return site.approve(portal, draft, KOFI, 'none');
    },
  },
  {
    name: 'applied without step-up',
    status: 403,
    says: /nothing was confirmed/,
    async attempt({ site, portal, intent }) {
      const draft = await site.approved(portal, intent);
      return site.apply(portal, draft, 'none');
    },
  },
  {
    name: 'applied with a stale step-up',
    status: 403,
    says: /older than five minutes/,
    async attempt({ site, portal, intent }) {
      const draft = await site.approved(portal, intent);
      return site.apply(portal, draft, 'stale');
    },
  },
  {
    name: 'replayed key',
    status: 409,
    says: /asks for something else/,
    async attempt({ site, portal, intent }) {
      const request = {
        sourceId: SOURCE,
        intent,
        ticket: 'CHG-1',
        idempotencyKey: site.key(),
      };
      await portal.send(AMA, 'POST', '/change-requests', request);
      return portal.send(AMA, 'POST', '/change-requests', {
        ...request,
        ticket: 'CHG-2',
      });
    },
  },
  {
    name: 'edited plan row',
    status: 409,
    says: /is not what was hashed/,
    async attempt({ site, portal, intent }) {
      const draft = await site.approved(portal, intent);
      await site
        .knex('itops.changes')
        .where({ id: draft.id })
        .update({
          plan: site.knex.raw(`replace(plan, '"requester"', '"requested"')`),
        });
      return site.apply(portal, draft);
    },
  },
  {
    name: 'audit insert fails',
    status: 503,
    says: /the audit trail cannot be written/,
    async attempt({ site, portal, intent }) {
      const draft = await site.approved(portal, intent);
      const { knex } = site;
      await knex.raw(`
        CREATE FUNCTION itops.no_audit() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'the audit trail is full'; END $$`);
      await knex.raw(`CREATE TRIGGER no_audit BEFORE INSERT
        ON itops.audit_log FOR EACH ROW EXECUTE FUNCTION itops.no_audit()`);
      try {
        return await site.apply(portal, draft);
      } finally {
        await knex.raw('DROP TRIGGER no_audit ON itops.audit_log');
        await knex.raw('DROP FUNCTION itops.no_audit()');
      }
    },
  },
];
