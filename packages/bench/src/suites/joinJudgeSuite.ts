import {
  ADDRESSES_PASS,
  DEFAULT_UNUSED_EXCLUSIONS,
  INVENTORY_PASS,
  ScopeResult,
  Site,
  SiteOptions,
  SourceSnapshot,
  buildSite,
  judge,
  snapshotOfResults,
} from '@sankofa/site-model';
import { mapBuildAndProbe } from '../floors';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { GeneratedSite, generatedSite } from '../worlds/generatedSite';

const AT = '2027-02-01T12:00:00.000Z';
const OPTIONS: SiteOptions = {
  unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS,
  owners: [],
};
const KEYS_PER_GUEST = 10;

function snapshotsOf(site: GeneratedSite): SourceSnapshot[] {
  const pass = (name: string, scopes: ScopeResult[]) => ({
    pass: name,
    result: { collectedAt: AT, scopes },
    intervalSeconds: 300,
  });
  return [
    snapshotOfResults(
      'proxmox/main',
      'proxmox',
      [
        pass(INVENTORY_PASS, site.inventory),
        pass(ADDRESSES_PASS, site.addresses),
      ],
      AT,
    ),
    snapshotOfResults(
      'declared/ip-addresses.conf',
      'declared',
      [pass(INVENTORY_PASS, site.keys)],
      AT,
    ),
    snapshotOfResults(
      'declared/guests.md',
      'declared',
      [pass(INVENTORY_PASS, site.rows)],
      AT,
    ),
  ];
}

/** What the floor counts, as the joined site has it: addresses with a key and a guest. */
function keysOnGuests(site: Site): number {
  return site.addresses.filter(
    ({ guestIds, claims }) =>
      guestIds.length > 0 && claims.some(({ kind }) => kind === 'declared-key'),
  ).length;
}

/** The join of a whole site and all its rules, as after every run. */
export const joinJudgeSuite: BenchSuite = {
  id: 'joinJudge',
  title: 'join and judgement of guests and ten declared keys for each',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [1_000, 3_000, 10_000])) {
      const generated = generatedSite({
        guests: size,
        keys: size * KEYS_PER_GUEST,
      });
      const snapshots = snapshotsOf(generated);
      const site = buildSite(snapshots, OPTIONS, AT);
      const floor = () =>
        mapBuildAndProbe(generated.guestAddresses, generated.keyAddresses);
      const times = await interleaved(
        {
          both: () => judge(buildSite(snapshots, OPTIONS, AT), OPTIONS),
          join: () => buildSite(snapshots, OPTIONS, AT),
          judge: () => judge(site, OPTIONS),
          floor,
        },
        5,
      );
      const verdicts = judge(site, OPTIONS).length;
      context.progress(`${sizeLabel(size)} guests: ${verdicts} verdicts`);
      const row = (name: string, value: typeof times.both, note: string) =>
        checked(
          timeRow({
            suite: 'joinJudge',
            case: name,
            size: sizeLabel(size),
            value,
            floor: times.floor,
            note,
          }),
          { value: keysOnGuests(site), floor: floor() },
        );
      rows.push(
        row(
          'buildSite + judge',
          times.both,
          `${verdicts} verdicts; floor: one Map of guest addresses, probed with the keys`,
        ),
        row('buildSite', times.join, 'same floor'),
        row('judge', times.judge, 'same floor'),
      );
      points.push({ size, value: times.both, floor: times.floor });
    }
    return [
      ...rows,
      ...growthRows('joinJudge', 'buildSite + judge', points, 1.2),
    ];
  },
};
