import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DoctorCheck,
  siteOptionsFromConfig,
  writeSafetyChecks,
} from '@sankofa/plugin-itops-node';
import { SiteOptions } from '@sankofa/site-model';
import { KeyObject, createPrivateKey } from 'node:crypto';
import { CapacitySettings, capacitySettingsFromConfig } from '../capacity';
import { ChangeSettings, changeSettingsFromConfig } from '../changes';
import { RunRules } from '../observations';
import { VlanPlanSettings, vlanPlanSettingsFromConfig } from '../vlans';

/** Everything the configuration says about the plugin itself. */
export interface Settings {
  rules: RunRules;
  siteOptions: SiteOptions;
  /** Entity refs that are told of critical findings and failed sources. */
  recipients: string[];
  /** Entity refs that are told of changes that wait for approval. */
  approvers: string[];
  /** Days for which history is kept. */
  retainDays: number;
  vlanPlan: VlanPlanSettings;
  capacity: CapacitySettings;
  changes: ChangeSettings;
  /** Signs what of the audit trail goes to the log. */
  auditSigningKey?: KeyObject;
  /** Nothing is changed while one of them fails. */
  writeSafety: DoctorCheck[];
}

const DEFAULT_RETIRE_AFTER_RUNS = 2;
const DEFAULT_MAX_REMOVAL_PERCENT = 20;
const DEFAULT_RETAIN_DAYS = 400;

function wholeNumber(
  config: Config,
  key: string,
  limits: { from: number; to: number; unless: number },
): number {
  const value = config.getOptionalNumber(key) ?? limits.unless;
  if (!Number.isInteger(value) || value < limits.from || value > limits.to) {
    throw new InputError(
      `${key} is ${value}; give a whole number from ${limits.from} to ${limits.to}`,
    );
  }
  return value;
}

function signingKeyFrom(config: Config): KeyObject | undefined {
  const pem = config.getOptionalString('itops.audit.signingKey');
  if (pem === undefined) {
    return undefined;
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') {
      return key;
    }
  } catch (error) {
    // Its message may hold parts of the key.
    throw new InputError(
      `itops.audit.signingKey cannot be read (${
        (error as { code?: string }).code ?? 'no PEM'
      }); make one with "openssl genpkey -algorithm ed25519"`,
    );
  }
  throw new InputError(
    'itops.audit.signingKey is no Ed25519 key; make one with "openssl genpkey -algorithm ed25519"',
  );
}

/** @throws InputError that names the key and what it may be */
export function settingsFromConfig(config: Config): Settings {
  return {
    rules: {
      retireAfterRuns: wholeNumber(config, 'itops.drift.retireAfterRuns', {
        from: 1,
        to: 100,
        unless: DEFAULT_RETIRE_AFTER_RUNS,
      }),
      maxRemovalPercent: wholeNumber(config, 'itops.drift.maxRemovalPercent', {
        from: 0,
        to: 100,
        unless: DEFAULT_MAX_REMOVAL_PERCENT,
      }),
    },
    siteOptions: siteOptionsFromConfig(config),
    recipients:
      config.getOptionalStringArray('itops.notifications.recipients') ?? [],
    approvers:
      config.getOptionalStringArray('itops.notifications.approvers') ?? [],
    retainDays: wholeNumber(config, 'itops.history.retainDays', {
      from: 1,
      to: 36_500,
      unless: DEFAULT_RETAIN_DAYS,
    }),
    capacity: capacitySettingsFromConfig(config),
    changes: changeSettingsFromConfig(config),
    vlanPlan: vlanPlanSettingsFromConfig(config),
    auditSigningKey: signingKeyFrom(config),
    writeSafety: writeSafetyChecks(config),
  };
}
