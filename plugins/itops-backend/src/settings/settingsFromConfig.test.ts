import { ConfigReader } from '@backstage/config';
import { settingsFromConfig } from './settingsFromConfig';

describe('settingsFromConfig', () => {
  it('has an answer for everything that is not configured', () => {
    expect(settingsFromConfig(new ConfigReader({}))).toMatchObject({
      rules: { retireAfterRuns: 2, maxRemovalPercent: 20 },
      recipients: [],
      retainDays: 400,
    });
  });

  it('takes what is configured', () => {
    const config = new ConfigReader({
      itops: {
        drift: { retireAfterRuns: 3, maxRemovalPercent: 0 },
        notifications: { recipients: ['group:default/it'] },
        history: { retainDays: 30 },
      },
    });
    expect(settingsFromConfig(config)).toMatchObject({
      rules: { retireAfterRuns: 3, maxRemovalPercent: 0 },
      recipients: ['group:default/it'],
      retainDays: 30,
    });
  });

  it.each([
    [{ drift: { retireAfterRuns: 0 } }, /retireAfterRuns is 0/],
    [{ drift: { maxRemovalPercent: 101 } }, /maxRemovalPercent is 101/],
    [{ history: { retainDays: 0.5 } }, /retainDays is 0.5/],
  ])('refuses %j', (itops, message) => {
    expect(() => settingsFromConfig(new ConfigReader({ itops }))).toThrow(
      message,
    );
  });
});
