import { NeighbourFact, ScopeResult } from '@sankofa/site-model';
import fc from 'fast-check';
import { ProvenPresence } from './ProvenPresence';
import { nodeScope } from './nodeScope';

const MINUTE = 60_000;
const WINDOW = 30 * MINUTE;
const STEP = 5 * MINUTE;
const START = Date.parse('2026-03-01T00:00:00Z');
const [A, B] = ['bc:24:11:00:00:0a', 'bc:24:11:00:00:0b'];

interface Look {
  state: string;
  mac?: string;
}

function scopeOf({ state, mac = A }: Look): ScopeResult {
  const has = state === 'FAILED' || state === 'INCOMPLETE';
  const text = `10.20.0.5 dev vmbr0 ${has ? '' : `lladdr ${mac} `}${state}\n`;
  return nodeScope('one', { neighbours: { text, locator: 'one' } });
}

function look(presence: ProvenPresence, seen: Look, atMs: number, age = 0) {
  const { facts } = presence.apply(scopeOf(seen), {
    collectedAt: new Date(atMs).toISOString(),
    spokenAt: new Date(atMs - age).toISOString(),
  });
  return facts[0].value as NeighbourFact;
}

/** What is said of one neighbour, run after run, every 5 minutes. */
function watch(looks: Look[], windowMs = WINDOW) {
  const presence = ProvenPresence.create(windowMs);
  return looks.map((seen, run) => look(presence, seen, START + run * STEP));
}

const states = (...names: string[]): Look[] => names.map(state => ({ state }));
const PROOFS = ['REACHABLE', 'DELAY', 'PROBE'];

describe('ProvenPresence', () => {
  it('says the same in every run while the kernel goes to and fro', () => {
    const said = watch(
      Array.from({ length: 50 }, (_, run) => ({
        state: run % 2 === 0 ? 'REACHABLE' : 'STALE',
      })),
    );
    expect(new Set(said.map(value => JSON.stringify(value))).size).toBe(1);
    expect(said[0]).toMatchObject({
      presence: 'present',
      answeredWithinSeconds: 1800,
    });
  });

  it('ends with the window, and needs a new proof', () => {
    const said = watch([
      ...states('REACHABLE', ...Array(8).fill('STALE'), 'PROBE'),
    ]);
    expect(said.map(({ presence }) => presence)).toEqual([
      ...Array(7).fill('present'),
      'seen',
      'seen',
      'present',
    ]);
    expect(said[7]).not.toHaveProperty('answeredWithinSeconds');
  });

  it.each([
    ['nobody answers', { state: 'FAILED' }, 'absent'],
    ['it was set', { state: 'PERMANENT' }, 'configured'],
    ['another MAC has the address', { state: 'STALE', mac: B }, 'seen'],
  ])('is void as soon as %s', (_, second, then) => {
    const said = watch([{ state: 'REACHABLE' }, second, { state: 'STALE' }]);
    expect(said.map(({ presence }) => presence)).toEqual([
      'present',
      then,
      'seen',
    ]);
  });

  it('knows nothing of before a restart, and holds nothing where it is told so', () => {
    expect(watch(states('STALE'))[0].presence).toBe('seen');
    const said = watch(states('REACHABLE', 'STALE'), 0);
    expect(said.map(({ presence }) => presence)).toEqual(['present', 'seen']);
    expect(said[0]).not.toHaveProperty('answeredWithinSeconds');
  });

  it('counts from when a file was written, and from no moment of the future', () => {
    const presence = ProvenPresence.create(WINDOW);
    const old = look(presence, { state: 'REACHABLE' }, START, 2 * WINDOW);
    expect(old).not.toHaveProperty('answeredWithinSeconds');
    expect(look(presence, { state: 'STALE' }, START + STEP).presence).toBe(
      'seen',
    );
    look(presence, { state: 'REACHABLE' }, START + WINDOW);
    expect(look(presence, { state: 'STALE' }, START).presence).toBe('seen');
  });

  it('claims presence only within the window after a proof, and changes no oftener than presence does', () => {
    const anyLook = fc.record({
      state: fc.constantFrom(
        ...['STALE', 'STALE', 'STALE', ...PROOFS],
        ...['FAILED', 'INCOMPLETE', 'PERMANENT', 'NOARP'],
      ),
      mac: fc.constantFrom(A, A, A, B),
    });
    const timerOnly = fc.record({
      state: fc.constantFrom('STALE', ...PROOFS),
      mac: fc.constant(A),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(anyLook, { maxLength: 120 }),
          fc.array(timerOnly, { maxLength: 120 }),
        ),
        fc.constantFrom(0, 1, 2, 6, 12),
        (looks, runs) => {
          const said = watch(looks, runs * STEP);
          const isProof = (run: number) => PROOFS.includes(looks[run].state);
          const isBroken = (run: number) =>
            (!isProof(run) && looks[run].state !== 'STALE') ||
            (run > 0 && looks[run].mac !== looks[run - 1].mac);
          let ends = 0; // of real presence: a break, or a window without proof
          let last: number | undefined;
          looks.forEach((_, run) => {
            if (last !== undefined && isBroken(run)) {
              ends++;
              last = undefined;
            }
            if (last !== undefined && run - last > runs) {
              ends++;
              last = undefined;
            }
            last = isProof(run) ? run : last;
            if (said[run].presence === 'present') {
              const proof = looks
                .slice(Math.max(0, run - runs), run + 1)
                .some(
                  ({ state, mac }) =>
                    PROOFS.includes(state) && mac === looks[run].mac,
                );
              expect(proof).toBe(true);
            }
          });
          const changes = said.filter(
            ({ presence }, run) =>
              run > 0 &&
              (presence === 'present') !==
                (said[run - 1].presence === 'present'),
          ).length;
          expect(changes).toBeLessThanOrEqual(2 * ends + 1);
        },
      ),
    );
  });
});
