import { brokenCreate, brokenRefusal, leaks, sentTwice } from './checks';

const create = (status = 200) => ({
  method: 'POST',
  path: '/nodes/alpha/lxc',
  body: { vmid: '100' },
  result: { status, reason: 'OK' },
});
const refused = (message: string, status = 409) => ({
  status,
  body: { error: { message } },
});

describe('a refusal', () => {
  const expected = { status: 409, says: /no ticket/ };

  it('is one when it says why and nothing was sent', () => {
    expect(brokenRefusal(refused('that is no ticket'), expected, [])).toEqual(
      [],
    );
  });

  it('is none when another reason, or another status, is given', () => {
    expect(brokenRefusal(refused('boom'), expected, [])).toEqual([
      'answered 409 boom',
    ]);
    expect(brokenRefusal(refused('no ticket', 500), expected, [])).toHaveLength(
      1,
    );
    expect(brokenRefusal({ status: 200, body: {} }, expected, [])).toHaveLength(
      1,
    );
  });

  it('is none when something was sent all the same', () => {
    expect(brokenRefusal(refused('no ticket'), expected, [create()])).toEqual([
      'sent POST /nodes/alpha/lxc',
    ]);
  });
});

describe('a container that was to be created', () => {
  const good = {
    state: 'done',
    containers: 1,
    record: 'active',
    writes: [create()],
  };

  it('is there with its address, or neither is', () => {
    expect(brokenCreate(good)).toEqual([]);
    expect(
      brokenCreate({ state: 'failed', containers: 0, writes: [create(500)] }),
    ).toEqual([]);
  });

  it.each([
    ['created twice', { writes: [create(), create()] }, 'created 2 times'],
    ['there twice', { containers: 2 }, '2 containers'],
    ['done, but not there', { containers: 0 }, 'done with 0 containers'],
    [
      'failed, but there',
      { state: 'failed', record: undefined },
      'failed with 1 containers',
    ],
    [
      'done, its address given back',
      { record: undefined },
      'done with its address released',
    ],
    [
      'failed, its address held',
      { state: 'failed', containers: 0, record: 'reserved' },
      'failed with its address reserved',
    ],
    ['lost', { state: 'still applying' }, 'lost: still applying'],
  ])('is found out when it is %s', (_, change, what) => {
    expect(brokenCreate({ ...good, ...change })).toContain(what);
  });

  it('may be tried again when the first call was refused', () => {
    expect(brokenCreate({ ...good, writes: [create(500), create()] })).toEqual(
      [],
    );
  });
});

it('a call that was sent twice is found out', () => {
  const other = { ...create(), body: { vmid: '101' } };
  expect(sentTwice([create(), other])).toEqual([]);
  expect(sentTwice([create(), other, create()])).toEqual([
    'sent 2 times: POST /nodes/alpha/lxc {"vmid":"100"}',
  ]);
});

it('a secret is found wherever it is', () => {
  const secrets = { token: ['s3cret'], proofs: ['one', 'two'] };
  expect(leaks(secrets, { log: 'nothing', answers: '' })).toEqual([]);
  expect(leaks(secrets, { log: 'a s3cret', answers: 'two' })).toEqual([
    'token in log',
    'proofs in answers',
  ]);
});
