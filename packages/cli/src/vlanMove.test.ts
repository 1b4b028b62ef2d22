import { ConfigReader } from '@backstage/config';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Lab, siteFiles, startLab } from '@sankofa/lab';
import {
  PlanWorkload,
  Site,
  SimulatedMove,
  VlanMove,
  VlanPlan,
  buildPaths,
  compareReach,
  judgeGates,
  movesOf,
  planWorkloads,
  readVlanPlan,
  siteFreeAddresses,
  simulateMoves,
} from '@sankofa/site-model';
import { readFile } from 'node:fs/promises';
import { collectSite } from './collect/collectSite';
import { configuredCollectors } from './config/configuredCollectors';

jest.setTimeout(180_000);

const logger = mockServices.logger.mock();

/** What the simulator foretells, against a site whose servers are moved for real. */
describe('a simulated move on the demo site', () => {
  const state = createMockDirectory();
  let lab: Lab;
  let plan: VlanPlan;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: state.path,
      latency: { authFailureMs: 50, deadAgentMs: 50 },
    });
    const text = await readFile(siteFiles.vlanPlan, 'utf8');
    const reading = readVlanPlan(text, 'vlan-plan.yaml');
    plan = reading.plan!;
  });
  afterAll(() => lab.close());
  afterEach(() => lab.reset());

  async function read() {
    const collectors = await configuredCollectors(
      new ConfigReader(lab.config() as any),
      logger,
    );
    const { site } = await collectSite(collectors, {
      siteOptions: { unusedExclusions: [], owners: [] },
      logger,
    });
    return { site, book: buildPaths(site) };
  }

  async function carryOut(moves: readonly SimulatedMove[]) {
    for (const { guestId, ref, attachment, to } of moves) {
      const [address] = to.addresses;
      await lab.change({
        change: 'set-net',
        vmid: Number(guestId.slice(guestId.lastIndexOf('/') + 1)),
        net: Number(/net(\d+)$/.exec(ref)![1]),
        bridge: attachment!.bridge,
        tag: attachment!.tag,
        // A guest without a new address asks the network for one, and gets none.
        address: address === undefined ? 'dhcp' : `${address}/24`,
      });
    }
  }

  function verdicts(
    outcomes: readonly { hostname: string; verdict: string }[],
  ): string[] {
    return outcomes.map(({ hostname, verdict }) => `${hostname} ${verdict}`);
  }

  /** Foretells, moves, collects again and compares every host name. */
  async function check(choose: (site: Site) => VlanMove[]) {
    const before = await read();
    const moves = choose(before.site);
    const foretold = simulateMoves(before.site, before.book, moves);
    await carryOut(foretold.moves);
    const after = await read();
    const actual = compareReach(
      before,
      after,
      moves.map(({ guestId }) => guestId),
    );
    return {
      foretold,
      foretoldVerdicts: verdicts(foretold.hostnames),
      actualVerdicts: verdicts(actual),
    };
  }

  const ofGuest =
    (vmid: number, target: Omit<VlanMove, 'guestId' | 'interfaceId'>) =>
    ({ guests }: Site): VlanMove[] =>
      guests
        .filter(guest => guest.vmid === vmid)
        .map(({ id }) => ({ guestId: id, interfaceId: 'net0', ...target }));

  it('moves the web front to the application VLAN', async () => {
    const { foretold, foretoldVerdicts, actualVerdicts } = await check(
      ofGuest(7701, {
        vid: 120,
        prefix: '10.120.0.0/24',
        address: '10.120.0.51',
      }),
    );
    expect(foretoldVerdicts).toEqual(actualVerdicts);
    const count = (wanted: string) =>
      foretold.hostnames.filter(({ verdict }) => verdict === wanted).length;
    expect([count('broken'), count('unknown')]).toEqual([4, 3]);
    expect(count('kept')).toBeGreaterThan(20);
    expect(foretold.edits.map(({ kind }) => kind)).toContain('proxy-host');
  });

  it('moves the reverse proxy itself', async () => {
    const before = await read();
    const [proxy] = before.site.proxies;
    const guest = before.site.guests.find(({ id }) => id === proxy.guestId)!;
    const { foretold, foretoldVerdicts, actualVerdicts } = await check(
      ofGuest(guest.vmid, {
        vid: 160,
        prefix: '10.160.0.0/24',
        address: '10.160.0.66',
      }),
    );
    expect(foretoldVerdicts).toEqual(actualVerdicts);
    expect(foretold.hostnames.every(({ verdict }) => verdict !== 'kept')).toBe(
      true,
    );
  });

  it('puts a guest into a VLAN while it keeps its address', async () => {
    const { foretoldVerdicts, actualVerdicts } = await check(
      ofGuest(7703, { vid: 120, prefix: '192.168.11.0/24' }),
    );
    expect(foretoldVerdicts).toEqual(actualVerdicts);
    expect(actualVerdicts).toContain('api.sankofa.example broken');
  });

  it('moves onto an address that somebody has', async () => {
    const { foretold, foretoldVerdicts, actualVerdicts } = await check(
      ofGuest(7704, {
        vid: 11,
        prefix: '192.168.11.0/24',
        address: '192.168.11.53',
      }),
    );
    expect(foretoldVerdicts).toEqual(actualVerdicts);
    expect(foretold.conflicts).toHaveLength(1);
  });

  const movable = ({ state: is, guestId }: PlanWorkload) =>
    is === 'to-move' && guestId !== undefined;

  it.each(['a-oob', 'b-tenants', 'c-chain', 'd-apps'])(
    'moves everything of wave %s',
    async wave => {
      const { foretold, foretoldVerdicts, actualVerdicts } = await check(site =>
        movesOf(
          planWorkloads(plan, site).workloads.filter(
            item => item.wave === wave && movable(item),
          ),
        ),
      );
      expect(foretold.moves.length).toBeGreaterThan(0);
      expect(actualVerdicts.length).toBeGreaterThan(20);
      expect(foretoldVerdicts).toEqual(actualVerdicts);
    },
  );

  it('the plan of the demo site claims every guest once, and says what is in the way', async () => {
    const { site, book } = await read();
    const { workloads, empty, unmatched } = planWorkloads(plan, site);
    expect(empty).toEqual([]);
    expect(workloads.filter(item => item.alsoMatchedBy.length > 0)).toEqual([]);
    const waves = plan.waves.map(({ id }) => {
      const own = workloads.filter(({ wave }) => wave === id);
      const left = own.filter(({ state: is }) => is !== 'done');
      return judgeGates({
        site,
        now: site.at,
        freshMinutes: plan.freshMinutes,
        workloads: own,
        simulation: simulateMoves(site, book, movesOf(left)),
        free: siteFreeAddresses(site),
        acknowledged: new Set(),
        unverifiedWaves: [],
      })
        .filter(({ state: is }) => is === 'red')
        .map(({ gate, unknown }) => (unknown ? `${gate}: unknown` : gate));
    });
    // Guests whose node is off or whose agent is silent cannot be read now.
    const unread = [
      'no-address-conflict: unknown',
      'evidence-fresh: unknown',
      'free-addresses: unknown',
      'uplinks-carry-vlan: unknown',
      'pointers-listed: unknown',
      'owners-acknowledged',
    ];
    expect(waves).toEqual([
      [
        'no-address-conflict: unknown',
        'free-addresses: unknown',
        'pointers-listed',
        'owners-acknowledged',
      ],
      ['owners-acknowledged'],
      unread,
      unread,
    ]);
    // Leftovers that no selector names.
    expect(unmatched.map(({ ref }) => ref)).toEqual([
      'guest:9500',
      'guest:9501',
    ]);
  });
});
