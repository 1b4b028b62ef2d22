import { JsonObject } from '@backstage/types';
import { Lab } from '@sankofa/lab';
import { changePolicy } from './site';

const HOUR = 3_600;

/** What makes a portal of the house different from the others. */
export interface ChangeConfigOptions {
  policy?: object;
  /** How often the cluster is read, by itself: default every hour. */
  everySeconds?: number;
}

/** The configuration of a portal that may change the cluster of a lab. */
export function changeConfig(
  lab: Lab,
  options: ChangeConfigOptions,
): JsonObject {
  const { itops } = lab.config({ executionToken: 'provisioner' });
  const schedule = {
    frequency: { seconds: options.everySeconds ?? HOUR },
    timeout: { seconds: 60 },
    // Whoever calls it old does not read it.
    ...(options.everySeconds && { initialDelay: { seconds: HOUR } }),
  };
  const [cluster] = itops.sources.proxmox;
  return {
    itops: {
      sources: {
        proxmox: [{ ...cluster, schedule, addresses: { schedule } }],
      },
      identity: {
        issuer: 'https://sso.example.com/realms/bench',
        mfa: { acr: ['2'] },
      },
      changes: {
        stepUp: 'required',
        policy: { ...changePolicy, ...options.policy },
      },
    },
  } as unknown as JsonObject;
}
