import { Config } from '@backstage/config';
import { DoctorCheck, writeSafetyChecks } from '@sankofa/plugin-itops-node';

/**
 * Conditions of a safe portal that configuration alone shows. None for a
 * configuration that only has sources, as a cron job's.
 */
export function portalChecks(config: Config): DoctorCheck[] {
  if (!config.has('backend')) {
    return [];
  }
  return [
    ...writeSafetyChecks(config),
    ...defaultPolicyChecks(config),
    ...guestChecks(config),
    ...stepUpChecks(config),
  ];
}

function defaultPolicyChecks(config: Config): DoctorCheck[] {
  const title = 'backend.auth.dangerouslyDisableDefaultAuthPolicy';
  return config.getOptionalBoolean(title)
    ? [
        {
          status: 'fail',
          title,
          detail: 'the API answers without sign-in; remove this key',
        },
      ]
    : [];
}

function guestChecks(config: Config): DoctorCheck[] {
  const title = 'auth.providers.guest';
  if (!config.has(title)) {
    return [];
  }
  return config.getOptionalBoolean(
    `${title}.dangerouslyAllowOutsideDevelopment`,
  )
    ? [
        {
          status: 'fail',
          title,
          detail:
            'anybody may sign in as a guest, also in production; remove the guest provider',
        },
      ]
    : [
        {
          status: 'warn',
          title,
          detail:
            'guest sign-in is for development; production must not have it',
        },
      ];
}

function stepUpChecks(config: Config): DoctorCheck[] {
  const title = 'itops.changes.stepUp';
  return config.getOptionalString(title) === 'none'
    ? [
        {
          status: 'warn',
          title,
          detail:
            'whoever has a session approves changes and lets them run, without a second factor; remove this key outside demonstrations',
        },
      ]
    : [];
}
