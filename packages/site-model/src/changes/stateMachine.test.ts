import fc from 'fast-check';
import {
  ChangeEvent,
  ChangeState,
  changeStates,
  holdsTargets,
  isChangeOver,
  nextChangeState,
} from './stateMachine';

const events: ChangeEvent[] = [
  'plan',
  'submit',
  'approve',
  'deny',
  'revise',
  'cancel',
  'expire',
  'drift',
  'apply',
  'sent',
  'verified',
  'fail',
  'lose-track',
  'settle-done',
  'settle-failed',
];

function walk(steps: readonly ChangeEvent[]): [ChangeEvent, ChangeState][] {
  let state: ChangeState = 'draft';
  return steps.flatMap(event => {
    const next = nextChangeState(state, event);
    if (next === undefined) {
      return [];
    }
    state = next;
    return [[event, next] as [ChangeEvent, ChangeState]];
  });
}

it('never applies without an approval after the last revision', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...events), { maxLength: 60 }),
      steps => {
        let approved = false;
        for (const [event, state] of walk(steps)) {
          approved =
            event === 'approve' ||
            (approved &&
              !['revise', 'plan', 'expire', 'drift'].includes(event));
          if (state === 'applying' || state === 'done') {
            expect(approved).toBe(true);
          }
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

it('reaches every state, and leaves none that is over', () => {
  const reached = new Set<ChangeState>(['draft']);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const state of [...reached]) {
      events.forEach(event => {
        const next = nextChangeState(state, event);
        if (next) {
          reached.add(next);
        }
      });
    }
  }
  expect([...reached].sort()).toEqual([...changeStates].sort());
  expect(changeStates.filter(isChangeOver)).toEqual([
    'done',
    'refused',
    'failed',
    'cancelled',
  ]);
});

it('holds its targets as long as somebody outside may be at work', () => {
  for (const state of changeStates.filter(holdsTargets)) {
    expect(nextChangeState(state, 'cancel')).toBeUndefined();
    expect(nextChangeState(state, 'revise')).toBeUndefined();
  }
});
