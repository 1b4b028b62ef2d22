import { buildPlan } from './buildPlan';
import { ObservedGuest } from './guards';
import { ChangeIntent, CreateContainerIntent } from './intents';
import { ChangePlan, canonicalPlan } from './plan';
import { FoundGuest, stepState, unfulfilled } from './stepState';

const CHANGE = 'c-1';
const create: CreateContainerIntent = {
  verb: 'guest.create',
  node: 'alpha',
  vmid: 9001,
  pool: 'apps',
  hostname: 'shop',
  template: 'local:vztmpl/debian-13.tar.zst',
  storage: 'tank',
  diskGiB: 8,
  cores: 2,
  memoryMiB: 1024,
  swapMiB: 0,
  network: {
    bridge: 'vmbr0',
    addressing: { mode: 'static', address: '192.0.2.5/24' },
  },
  tags: ['web', 'prod'],
  ownerRef: 'group:default/shop',
  start: true,
};
const LINE = 'name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=dhcp';

function guest(more: Partial<ObservedGuest> = {}): ObservedGuest {
  return {
    vmid: 9001,
    type: 'lxc',
    name: 'shop',
    node: 'alpha',
    macs: ['02:00:00:00:01:01'],
    digest: 'd1',
    status: 'stopped',
    template: false,
    tags: [],
    disks: { rootfs: 8 * 2 ** 30 },
    vlans: { net0: 0 },
    bridges: { net0: 'vmbr0' },
    ...more,
  };
}

const found = (more: Partial<ObservedGuest> = {}, line = LINE): FoundGuest => ({
  guest: guest(more),
  interfaceLines: { net0: line },
});

function planOf(intent: ChangeIntent, there: FoundGuest | undefined) {
  const built = buildPlan({
    changeId: CHANGE,
    sourceId: 'proxmox/lab',
    intent,
    ticket: 'CHG-1',
    requester: 'user:default/ama',
    policyVersion: '1',
    ...there,
  });
  if ('problem' in built) {
    throw new Error(built.problem);
  }
  return built.plan;
}

const states = (plan: ChangePlan, there: FoundGuest | undefined) =>
  plan.requests.map(request => stepState(plan, request, CHANGE, there));

describe('buildPlan', () => {
  it('makes the same text of the same observation, and names what is touched', () => {
    const plan = planOf(create, undefined);
    expect(canonicalPlan(plan)).toBe(canonicalPlan(planOf(create, undefined)));
    expect(plan).toMatchObject({
      targets: ['address:192.0.2.5', 'guest:9001'],
      preconditions: { freeVmid: 9001 },
    });
    expect(plan.effects).toContainEqual({
      subject: 'address:192.0.2.5',
      field: 'owner',
      before: null,
      after: 'guest:9001',
    });
  });

  it('says why there is no plan where the guest is not seen', () => {
    expect(
      buildPlan({
        changeId: CHANGE,
        sourceId: 'proxmox/lab',
        intent: { verb: 'guest.start', vmid: 9001 },
        ticket: '',
        requester: 'user:default/ama',
        policyVersion: '1',
      }),
    ).toEqual({ problem: 'No guest 9001 is observed.' });
  });

  it('rests on the status only where the status is what changes', () => {
    const tags = planOf(
      { verb: 'guest.set-tags', vmid: 9001, tags: ['a'] },
      found(),
    );
    const start = planOf({ verb: 'guest.start', vmid: 9001 }, found());
    expect(tags.preconditions.status).toBeUndefined();
    expect(start.preconditions).toMatchObject({
      status: 'stopped',
      guest: { digest: 'd1' },
    });
  });
});

describe('what became of a creation', () => {
  const plan = planOf(create, undefined);
  const ours = { createdBy: CHANGE };

  it.each<[string, FoundGuest | undefined, string[]]>([
    ['nothing is there', undefined, ['not-done', 'unclear', 'unclear']],
    ['another has the number', found(), ['foreign', 'foreign', 'foreign']],
    [
      'the container of another change',
      found({ createdBy: 'c-2' }),
      ['foreign', 'foreign', 'foreign'],
    ],
    [
      'it is being made',
      found({ ...ours, lock: 'create' }),
      ['unclear', 'not-done', 'not-done'],
    ],
    ['it is made', found(ours), ['done', 'not-done', 'not-done']],
    [
      'it is made, tagged in any order, and runs',
      found({ ...ours, tags: ['prod', 'web'], status: 'running' }),
      ['done', 'done', 'done'],
    ],
  ])('is told when %s', (_, there, expected) => {
    expect(states(plan, there)).toEqual(expected);
  });

  it('is complete only when all of it is so', () => {
    const done = { ...ours, tags: ['web', 'prod'], status: 'running' };
    expect(unfulfilled(plan, CHANGE, found(done))).toEqual([]);
    expect(unfulfilled(plan, CHANGE, found({ ...done, tags: [] }))).toEqual([
      'PUT /nodes/alpha/lxc/9001/config is not-done',
    ]);
  });
});

describe('what became of a change of a guest', () => {
  it.each<[ChangeIntent, Partial<ObservedGuest>, string, string]>([
    [{ verb: 'guest.start', vmid: 9001 }, { status: 'running' }, LINE, 'done'],
    [{ verb: 'guest.start', vmid: 9001 }, {}, LINE, 'not-done'],
    [
      { verb: 'guest.start', vmid: 9001 },
      { status: 'unknown' },
      LINE,
      'unclear',
    ],
    [
      { verb: 'guest.start', vmid: 9001 },
      { status: 'running', macs: ['02:00:00:00:09:09'] },
      LINE,
      'foreign',
    ],
    [
      { verb: 'guest.set-tags', vmid: 9001, tags: ['a'] },
      { tags: ['a'], digest: 'd2' },
      LINE,
      'done',
    ],
    [
      { verb: 'guest.set-tags', vmid: 9001, tags: [] },
      { tags: ['b'], digest: 'd2' },
      LINE,
      'unclear',
    ],
    [{ verb: 'guest.set-tags', vmid: 9001, tags: ['a'] }, {}, LINE, 'not-done'],
    [
      { verb: 'guest.resize-disk', vmid: 9001, disk: 'rootfs', sizeGiB: 16 },
      { disks: { rootfs: 16 * 2 ** 30 }, digest: 'd2' },
      LINE,
      'done',
    ],
    [
      { verb: 'guest.resize-disk', vmid: 9001, disk: 'rootfs', sizeGiB: 16 },
      {},
      LINE,
      'not-done',
    ],
    [
      {
        verb: 'guest.set-network',
        vmid: 9001,
        interface: 'net0',
        vlan: 20,
        addressing: { mode: 'dhcp' },
      },
      { digest: 'd2' },
      'bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=dhcp,name=eth0,tag=20',
      'done',
    ],
    [
      {
        verb: 'guest.set-network',
        vmid: 9001,
        interface: 'net0',
        vlan: 20,
        addressing: { mode: 'dhcp' },
      },
      { digest: 'd2' },
      LINE,
      'unclear',
    ],
    [{ verb: 'guest.destroy', vmid: 9001, name: 'shop' }, {}, LINE, 'not-done'],
    [
      { verb: 'guest.destroy', vmid: 9001, name: 'shop' },
      { name: 'bank' },
      LINE,
      'foreign',
    ],
  ])('%j with %j, %s: %s', (intent, more, line, expected) => {
    expect(states(planOf(intent, found()), found(more, line))).toEqual([
      expected,
    ]);
  });

  it('counts what waits for the next start of the guest as written', () => {
    const plan = planOf(
      {
        verb: 'guest.set-network',
        vmid: 9001,
        interface: 'net0',
        vlan: 20,
        addressing: { mode: 'dhcp' },
      },
      found(),
    );
    const waiting = { guest: guest({ digest: 'd2' }), interfaceLines: {} };
    expect(states(plan, { ...waiting, pendingKeys: ['net0'] })).toEqual([
      'done',
    ]);
    expect(states(plan, waiting)).toEqual(['unclear']);
  });

  it('is done when a destroyed guest is gone, and unclear when another is', () => {
    const destroy = planOf(
      { verb: 'guest.destroy', vmid: 9001, name: 'shop' },
      found(),
    );
    const start = planOf({ verb: 'guest.start', vmid: 9001 }, found());
    expect(states(destroy, undefined)).toEqual(['done']);
    expect(states(start, undefined)).toEqual(['unclear']);
  });
});
