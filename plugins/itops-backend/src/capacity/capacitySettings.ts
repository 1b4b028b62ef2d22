import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CapacityPolicy,
  DEFAULT_CAPACITY_POLICY,
  DEFAULT_USAGE_RULES,
  NodeLifecycle,
  NodePlan,
  UsageRules,
} from '@sankofa/site-model';

/** `itops.capacity` */
export interface CapacitySettings {
  /** Days over which use is stated. */
  windowDays: number;
  /** Days for which measurements are kept; forecasts take them all. */
  retainDays: number;
  rules: UsageRules;
  policy: CapacityPolicy;
  plans: NodePlan[];
}

const LIFECYCLES: readonly NodeLifecycle[] = [
  'active',
  'maintenance',
  'draining',
  'retiring',
];

function within(
  config: Config | undefined,
  key: string,
  limits: { from: number; to: number; unless: number },
): number {
  const value = config?.getOptionalNumber(key) ?? limits.unless;
  if (!(value >= limits.from && value <= limits.to)) {
    throw new InputError(
      `itops.capacity.${key} is ${value}; give a number from ${limits.from} to ${limits.to}`,
    );
  }
  return value;
}

function readPlan(config: Config): NodePlan {
  const name = config.getString('name');
  const lifecycle = config.getString('lifecycle') as NodeLifecycle;
  if (!LIFECYCLES.includes(lifecycle)) {
    throw new InputError(
      `itops.capacity.nodes: the lifecycle of ${name} is one of ${LIFECYCLES.join(
        ', ',
      )}`,
    );
  }
  const sourceId = config.getOptionalString('source');
  const note = config.getOptionalString('note');
  return {
    name,
    lifecycle,
    ...(sourceId !== undefined && { sourceId }),
    ...(note !== undefined && { note }),
  };
}

/** @throws InputError that names the key and what it may be */
export function capacitySettingsFromConfig(root: Config): CapacitySettings {
  const config = root.getOptionalConfig('itops.capacity');
  const overcommit = { from: 0.1, to: 100 };
  const share = { from: 0, to: 0.9 };
  const unless = DEFAULT_CAPACITY_POLICY;
  return {
    windowDays: within(config, 'windowDays', { from: 1, to: 90, unless: 7 }),
    retainDays: within(config, 'retainDays', { from: 1, to: 400, unless: 90 }),
    rules: {
      minCoverage: within(config, 'minCoverage', {
        from: 0.05,
        to: 1,
        unless: DEFAULT_USAGE_RULES.minCoverage,
      }),
    },
    policy: {
      cpuOvercommit: within(config, 'cpuOvercommit', {
        ...overcommit,
        unless: unless.cpuOvercommit,
      }),
      memoryOvercommit: within(config, 'memoryOvercommit', {
        ...overcommit,
        unless: unless.memoryOvercommit,
      }),
      memoryReserve: within(config, 'memoryReserve', {
        ...share,
        unless: unless.memoryReserve,
      }),
      storageReserve: within(config, 'storageReserve', {
        ...share,
        unless: unless.storageReserve,
      }),
    },
    plans: (config?.getOptionalConfigArray('nodes') ?? []).map(readPlan),
  };
}
