import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { unifiCollectorsFromConfig } from '../unifiCollectorsFromConfig';

export const CONTEXT = {
  signal: new AbortController().signal,
  logger: mockServices.logger.mock(),
};

/** What must never appear in anything that is said. */
export const API_KEY = 'canary-key-7f3a';
export const PASSWORD = 'canary-password-91';

/** The collector of one console, `unifi/udm`; with an API key unless the source says otherwise. */
export function collectorOf(
  source: object,
  options: { now?: () => number } = {},
): Collector {
  const [collector] = unifiCollectorsFromConfig(
    new ConfigReader({
      itops: { sources: { unifi: [{ id: 'udm', ...source }] as never } },
    }),
    { logger: mockServices.logger.mock(), ...options },
  );
  return collector;
}

/** Every list of the console with the same outcome. */
export function allLists(outcome: string): Record<string, string> {
  return Object.fromEntries(
    ['devices', 'clients', 'networks', 'port-forwards'].map(scope => [
      scope,
      outcome,
    ]),
  );
}
