import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { changeSettingsFromConfig } from './changeSettings';

const policy = {
  version: '7',
  allow: [{ verbs: ['guest.start'], nodes: ['alpha'], vmids: [100, 199] }],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
  },
  risk: { 'guest.start': 'normal' },
  protectedTags: ['prod'],
  freezes: [] as JsonObject[],
};
const settings = (changes: JsonObject) =>
  changeSettingsFromConfig(new ConfigReader({ itops: { changes } }));

describe('itops.changes', () => {
  it('allows nothing and wants step-up where nothing is said', () => {
    expect(changeSettingsFromConfig(new ConfigReader({}))).toMatchObject({
      policy: { version: 'closed', allow: [], risk: {} },
      stepUp: 'required',
    });
  });

  it('makes another version of other rules, and the same in a freeze', () => {
    const version = (more: object = {}) =>
      settings({ policy: { ...policy, ...more } }).policy.version;
    const freeze = {
      from: '2026-12-24T00:00:00Z',
      until: '2027-01-02T00:00:00Z',
      reason: 'end of the year',
    };
    expect(version()).toMatch(/^7-[0-9a-f]{12}$/);
    expect(version({ protectedTags: [] })).not.toBe(version());
    expect(version({ freezes: [freeze] })).toBe(version());
  });

  it.each([
    [{ policy: { ...policy, allowed: [] } }, /itops.changes.policy.*allowed/],
    [
      { policy: { ...policy, risk: { 'guest.explode': 'normal' } } },
      /itops.changes.policy.risk/,
    ],
    [{ stepUp: 'never' }, /itops.changes.stepUp is 'never'/],
  ])('refuses %j', (changes, problem) => {
    expect(() => settings(changes as JsonObject)).toThrow(problem);
  });
});
