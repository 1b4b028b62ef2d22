import { GuestRow } from '../clients/schemas';
import { DeadAgents } from './DeadAgents';

const MINUTE = 60_000;

function guest(uptime?: number): GuestRow {
  return { type: 'qemu', vmid: 201, node: 'two', uptime } as GuestRow;
}

it('leaves a silent agent alone for a while, but asks it again after a restart', () => {
  let now = 1_000 * MINUTE;
  const agents = DeadAgents.create({ now: () => now });
  expect(agents.isResting(guest(600))).toBe(false);
  agents.silent(guest(600));
  now += 10 * MINUTE;
  expect(agents.isResting(guest(1200))).toBe(true);
  expect(agents.isResting(guest(30))).toBe(false);

  agents.silent(guest(30));
  now += 16 * MINUTE;
  expect(agents.isResting(guest(30 + 16 * 60))).toBe(false);
  agents.silent(guest(30 + 16 * 60));
  now += 16 * MINUTE;
  expect(agents.isResting(guest(30 + 32 * 60))).toBe(true);
  agents.answered(guest());
  expect(agents.isResting(guest(30 + 32 * 60))).toBe(false);
});
