import { Fault, World } from '@sankofa/lab';
import { ReasonCode, ScopeSnapshot } from '@sankofa/site-model';
import { FaultBed, FaultCase, everything } from './FaultCase';
import {
  CLUSTER,
  LabBed,
  apiSource,
  collectorsOf,
  declaredSources,
  startLabBed,
} from './labBed';

const TIMEOUT_SECONDS = 6;
const LIST = '/cluster/resources';

/** What is read of single nodes and guests. */
function belowNodes({ scope }: ScopeSnapshot): boolean {
  return scope.startsWith('guest:') || scope.startsWith('node:');
}

/** What a spoiled answer may be called. */
const SPOILED: [Fault['kind'], ReasonCode[]][] = [
  ['timeout', ['timeout']],
  ['403', ['forbidden', 'insufficient-privileges']],
  ['500', ['http-error', 'guest-unreadable']],
  ['empty', ['invalid-answer', 'guest-unreadable']],
  ['null', ['invalid-answer', 'guest-unreadable']],
  ['wrong-types', ['invalid-answer', 'guest-unreadable']],
  ['truncated', ['invalid-answer', 'unreachable']],
  ['html', ['invalid-answer']],
  ['redirect', ['invalid-answer', 'http-error', 'refused']],
  ['slow-drip', ['timeout']],
  ['endless', ['too-large', 'timeout']],
];

const SLOW: Fault['kind'][] = ['slow-drip', 'endless'];

type Place = [string, Pick<Fault, 'path'>, FaultCase['hits']];

const LIST_PLACE: Place = ['the list of guests', { path: LIST }, everything];
const PLACES: Place[] = [
  ['every answer', {}, everything],
  LIST_PLACE,
  ['nodes and guests', { path: '/nodes/' }, belowNodes],
];

/** The demo cluster, read over its API. */
export async function startApiBed(
  options: { world?: World } = {},
): Promise<FaultBed> {
  const bed = await startLabBed({
    ...options,
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  const { lab } = bed;
  return {
    title: 'proxmox over the API',
    cases: casesOf(bed),
    collectors: () =>
      collectorsOf({
        proxmox: [apiSource(bed)],
        declared: declaredSources(bed),
      }),
    secrets: [lab.token().split('=')[1]],
    close: () => bed.close(),
  };
}

function casesOf({ lab }: LabBed): FaultCase[] {
  const make = (
    name: string,
    fault: Fault,
    more: Pick<FaultCase, 'hits' | 'reasons' | 'mayDiffer'>,
  ): FaultCase => ({
    name,
    sourceId: CLUSTER,
    async inject() {
      await lab.inject(fault);
    },
    repair: () => lab.repair(),
    ...more,
  });

  const guest = lab.world.guests.find(
    ({ status, type }) => status === 'running' && type === 'lxc',
  )!;
  const { node } = guest;
  const onNode = new Set(
    lab.world.guests
      .filter(other => other.node === node)
      .map(({ vmid }) => `guest:${vmid}`),
  );
  return [
    make(
      'refused connections',
      { kind: 'refuse' },
      { hits: everything, reasons: ['unreachable'] },
    ),
    make(
      'changed certificates',
      { kind: 'certificate' },
      { hits: everything, reasons: ['certificate-changed'] },
    ),
    make(
      '401 to everything',
      { kind: '401' },
      { hits: everything, reasons: ['unauthorized'] },
    ),
    ...SPOILED.flatMap(([kind, reasons]) =>
      // These look everywhere like no answer in time, and take as long.
      (SLOW.includes(kind) ? [LIST_PLACE] : PLACES).map(
        ([place, where, hits]) =>
          make(`${kind}: ${place}`, { kind, ...where }, { hits, reasons }),
      ),
    ),
    make(
      `one node down`,
      { kind: 'node-down', node },
      {
        hits: ({ scope }) => scope === `node:${node}` || onNode.has(scope),
        reasons: ['node-offline'],
        mayDiffer: ['node', 'guest'],
      },
    ),
    make(
      '500: the state of the cluster',
      { kind: '500', path: '/cluster/status' },
      { hits: ({ scope }) => scope === 'source', reasons: ['http-error'] },
    ),
    make(
      'one guest failing',
      { kind: 'guest-failing', vmid: guest.vmid },
      {
        hits: ({ scope }) => scope === `guest:${guest.vmid}`,
        reasons: ['guest-unreadable', 'http-error'],
      },
    ),
    ...(['zero-guests', 'most-guests-gone'] as const).map(kind =>
      make(
        kind === 'zero-guests' ? 'zero guests suddenly' : 'most guests gone',
        { kind },
        {
          hits: ({ scope }) => scope === 'source',
          reasons: ['suspicious-removal'],
        },
      ),
    ),
    make(
      'the token lost most rights',
      { kind: 'rights-cut' },
      {
        hits: ({ scope }) => scope === 'source',
        reasons: ['insufficient-privileges', 'suspicious-removal'],
      },
    ),
    make(
      'the token lost all rights',
      { kind: 'rights-lost' },
      { hits: everything, reasons: ['insufficient-privileges'] },
    ),
  ];
}
