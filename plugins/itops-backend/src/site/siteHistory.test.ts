import { mockServices } from '@backstage/backend-test-utils';
import { Completeness, Fact, ScopeResult } from '@sankofa/site-model';
import fc from 'fast-check';
import { Knex } from 'knex';
import {
  complete,
  configFact,
  failed,
  guestFact,
  nodeFact,
  partial,
} from '../__testUtils__/facts';
import { RULES } from '../__testUtils__/history';
import { testDatabase } from '../__testUtils__/testDatabase';
import {
  DatabaseObservationReader,
  DatabaseObservationStore,
  PassRef,
} from '../observations';
import { SiteService } from './SiteService';
import { SiteView } from './SiteView';

jest.setTimeout(120_000);

const START = Date.parse('2026-01-01T00:00:00.000Z');
const PASSES = ['inventory', 'addresses'] as const;

/** What one run of one pass sees. */
interface Look {
  pass: (typeof PASSES)[number];
  list: Completeness;
  /** VMIDs that are there; each with the outcome of its own scope. */
  guests: { vmid: number; outcome: Completeness; value: number }[];
  minutes: number;
}

const outcomes = fc.constantFrom<Completeness>(
  'complete',
  'complete',
  'complete',
  'partial',
  'failed',
);
const looks: fc.Arbitrary<Look[]> = fc.array(
  fc.record({
    pass: fc.constantFrom(...PASSES),
    list: outcomes,
    guests: fc.uniqueArray(
      fc.record({
        vmid: fc.integer({ min: 101, max: 104 }),
        outcome: outcomes,
        value: fc.integer({ min: 1, max: 2 }),
      }),
      { selector: ({ vmid }) => vmid, maxLength: 4 },
    ),
    minutes: fc.constantFrom(1, 5, 9, 20),
  }),
  { minLength: 1, maxLength: 8 },
);

function scopeOf(
  scope: string,
  outcome: Completeness,
  facts: Fact[],
): ScopeResult {
  const make = { complete, partial, failed: () => failed(scope) }[outcome];
  return make(scope, facts);
}

function addressesFact(vmid: number, address: string): Fact {
  return {
    kind: 'guest-addresses',
    key: String(vmid),
    value: {
      vmid,
      via: 'container',
      interfaces: [
        {
          name: 'eth0',
          mac: `02:00:00:00:0${vmid % 100}:01`,
          addresses: [`${address}/24`],
        },
      ],
    },
  };
}

function resultOf({ pass, list, guests }: Look): ScopeResult[] {
  const isInventory = pass === 'inventory';
  return [
    scopeOf(
      'source',
      list,
      isInventory
        ? [
            nodeFact('alpha'),
            ...guests.map(({ vmid, value }) =>
              guestFact(vmid, { name: `guest-${value}` }),
            ),
          ]
        : [],
    ),
    ...guests.map(({ vmid, outcome, value }) =>
      scopeOf(`guest:${vmid}`, outcome, [
        isInventory
          ? configFact(vmid, `192.0.2.${value}`)
          : addressesFact(vmid, `192.0.2.${value}`),
      ]),
    ),
  ];
}

/** A store with one source of two passes, and replicas that read it at a moment of the test. */
class Fleet {
  private now = START;
  /** Something was seen again that a run before had not seen. */
  sawAgain = false;

  private constructor(
    private readonly knex: Knex,
    private readonly store: DatabaseObservationStore,
    readonly passes: PassRef[],
  ) {}

  static async create(knex: Knex, sourceId: string): Promise<Fleet> {
    const store = DatabaseObservationStore.create({ knex });
    const passes = PASSES.map(pass => ({ sourceId, pass }));
    await store.registerPasses(
      passes.map(ref => ({
        ...ref,
        kind: 'proxmox',
        title: sourceId,
        intervalSeconds: 300,
      })),
    );
    return new Fleet(knex, store, passes);
  }

  /** Another process over the same database. */
  replica(): SiteService {
    const reader = DatabaseObservationReader.create({ knex: this.knex });
    return SiteService.create({
      reader: {
        passes: async () => ({ ...(await reader.passes()), now: this.at }),
        readPass: (ref, after) => reader.readPass(ref, after),
        // The history of sources that are gone is told as well: those of other sequences here.
        readAt: async at =>
          (await reader.readAt(at)).filter(({ state }) =>
            this.passes.some(({ sourceId }) => sourceId === state.sourceId),
          ),
      },
      passes: this.passes,
      siteOptions: { unusedExclusions: [], owners: [] },
      logger: mockServices.logger.mock(),
      clock: () => this.now,
    });
  }

  get at(): string {
    return new Date(this.now).toISOString();
  }

  /** A run that ends after so many minutes; then a second passes. */
  async look(look: Look): Promise<void> {
    this.now += look.minutes * 60_000;
    const [sourceId] = this.passes.map(ref => ref.sourceId);
    const run = await this.store.beginRun(
      { sourceId, pass: look.pass },
      { timeoutSeconds: 60 },
    );
    const result = { collectedAt: this.at, scopes: resultOf(look) };
    const { plan } = await this.store.finishRun(run, result, RULES);
    const again = [...plan.facts.seenAgain, ...plan.scopes.seenAgain];
    this.sawAgain ||= again.length > 0;
    this.now += 1_000;
  }
}

/** Everything that a view says. */
function said({ site, verdicts, sources }: SiteView) {
  return { site, verdicts, sources: [...sources] };
}

/** The same without sentences: while a scope stays as it is, its last message stands for all. */
function withoutSentences(view: SiteView): unknown {
  const kept = (key: string, value: unknown) =>
    ['message', 'summary', 'evidence', 'why'].includes(key) ? '' : value;
  return JSON.parse(JSON.stringify(said(view), kept));
}

/** What depends on how much was known at a moment, and not on what was there. */
const JUDGEMENTS = new Set([
  'freshness',
  'configFreshness',
  'addressFreshness',
  'detailFreshness',
  'addressesUnreadable',
  'collectedAt',
  'addressesSeenAt',
  'reason',
  'message',
  'state',
  'why',
]);

/** What a view says of the things themselves. */
function substance({ site }: SiteView): unknown {
  const kept = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).filter(([key]) => !JUDGEMENTS.has(key)),
        )
      : value;
  return JSON.parse(JSON.stringify(site, kept));
}

describe('the site of a moment', () => {
  const database = testDatabase();
  let knex: Knex;
  let sources = 0;

  beforeAll(async () => {
    knex = await database.init();
  });

  /** Looks one after the other; after each of them, what a follower and a new replica show. */
  async function follow(sequence: Look[]) {
    const fleet = await Fleet.create(knex, `proxmox/site-${++sources}`);
    const follower = fleet.replica();
    const moments: { at: string; view: SiteView }[] = [];
    for (const look of sequence) {
      await fleet.look(look);
      const view = await follower.refresh();
      moments.push({ at: fleet.at, view });
    }
    return { fleet, moments };
  }

  it('is the same for a replica that followed every run and for one that just started', async () => {
    await fc.assert(
      fc.asyncProperty(looks, async sequence => {
        const { fleet, moments } = await follow(sequence);
        expect(said(await fleet.replica().refresh())).toEqual(
          said(moments.at(-1)!.view),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('is, from history, what it was when it was the present', async () => {
    let exact = 0;
    await fc.assert(
      fc.asyncProperty(looks, async sequence => {
        const { fleet, moments } = await follow(sequence);
        exact += fleet.sawAgain ? 0 : 1;
        const replica = fleet.replica();
        for (const { at, view } of moments) {
          const past = await replica.at(at);
          expect(substance(past)).toEqual(substance(view));
          // A thing that was missed and then seen again was there all the time: that
          // a run had missed it is forgotten, and with it what was said of its age.
          if (!fleet.sawAgain) {
            expect(withoutSentences(past)).toEqual(withoutSentences(view));
          }
        }
      }),
      { numRuns: 25 },
    );
    expect(exact).toBeGreaterThan(0);
  });
});
