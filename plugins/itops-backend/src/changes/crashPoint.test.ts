import { changeTimesFromEnv, crashPointFromEnv } from './crashPoint';

describe('ITOPS_CHANGE_CRASH', () => {
  it('dies at the place and the time that it names, once', () => {
    const die = jest.fn();
    const at = crashPointFromEnv({ ITOPS_CHANGE_CRASH: 'intended:2' }, die)!;
    at('claimed');
    at('intended');
    expect(die).not.toHaveBeenCalled();
    at('intended');
    at('intended');
    expect(die).toHaveBeenCalledTimes(1);
  });

  it('is nothing where it is not set, and in production', () => {
    expect(crashPointFromEnv({})).toBeUndefined();
    expect(
      crashPointFromEnv({
        ITOPS_CHANGE_CRASH: 'intended',
        NODE_ENV: 'production',
      }),
    ).toBeUndefined();
  });
});

describe('ITOPS_CHANGE_TIMES', () => {
  it('makes waiting shorter, but never in production', () => {
    const ITOPS_CHANGE_TIMES = '{"leaseMs":2000}';
    expect(changeTimesFromEnv({ ITOPS_CHANGE_TIMES })).toEqual({
      leaseMs: 2000,
    });
    expect(changeTimesFromEnv({})).toBeUndefined();
    expect(
      changeTimesFromEnv({ ITOPS_CHANGE_TIMES, NODE_ENV: 'production' }),
    ).toBeUndefined();
  });

  it('is refused where it says something else', () => {
    expect(() =>
      changeTimesFromEnv({ ITOPS_CHANGE_TIMES: '{"lease":1}' }),
    ).toThrow(/lease/);
  });
});
