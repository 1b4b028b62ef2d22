import { Config } from '@backstage/config';
import { DoctorCheck } from '../collector';
import { textsFromConfig } from './textsFromConfig';

const EXTERNAL_ACCESS = 'backend.auth.externalAccess';
const OLD_KEYS = 'backend.auth.keys';
const PLUGIN = 'itops';

/**
 * What must hold before anything may be changed through the portal: permissions are
 * enforced, and no token from outside reaches it as a service that may do everything.
 * Backstage asks no policy about services, so nothing else would stop one. The doctor
 * shows all of it; the backend changes nothing while one of them fails. Values are never
 * shown.
 * @public
 */
export function writeSafetyChecks(config: Config): DoctorCheck[] {
  return [
    permissionCheck(config),
    ...(config.getOptionalConfigArray(EXTERNAL_ACCESS) ?? []).flatMap(
      (entry, index) => entryChecks(entry, `${EXTERNAL_ACCESS}[${index}]`),
    ),
    ...(config.getOptionalConfigArray(OLD_KEYS) ?? []).map((entry, index) =>
      oldKeyCheck(entry, `${OLD_KEYS}[${index}]`),
    ),
  ];
}

function permissionCheck(config: Config): DoctorCheck {
  const title = 'permission.enabled';
  return config.getOptionalBoolean(title)
    ? { status: 'ok', title, detail: 'permissions are enforced' }
    : {
        status: 'fail',
        title,
        detail:
          'permissions are off: everyone who signs in may do everything; set permission.enabled: true',
      };
}

function entryChecks(entry: Config, key: string): DoctorCheck[] {
  const type = entry.getOptionalString('type') ?? 'unknown';
  const title = `${key} (${type})`;
  return [
    restrictionsCheck(entry, title),
    ...(type === 'jwks' ? [jwksCheck(entry, title)] : []),
    ...(type === 'legacy'
      ? [
          {
            status: 'warn' as const,
            title,
            detail:
              'a shared secret makes tokens without audience or expiry; use a static token or jwks',
          },
        ]
      : []),
  ];
}

/** On the entry, not under its options: there Backstage does not apply them. */
function restrictionsCheck(entry: Config, title: string): DoctorCheck {
  const restrictions = entry.getOptionalConfigArray('accessRestrictions') ?? [];
  const ours = restrictions.find(
    each => each.getOptionalString('plugin') === PLUGIN,
  );
  if (restrictions.length === 0) {
    const detail = entry.has('options.accessRestrictions')
      ? 'accessRestrictions under options have no effect; move them up to the entry'
      : `may call every plugin as a service; add accessRestrictions, such as [{ plugin: ${PLUGIN}, permissionAttribute: { action: read } }]`;
    return { status: 'fail', title, detail };
  }
  if (ours && !namesWhat(ours)) {
    return {
      status: 'fail',
      title,
      detail: `may do everything in ${PLUGIN} that a service can; add permission or permissionAttribute to its accessRestrictions`,
    };
  }
  const plugins = restrictions.map(each => each.getOptionalString('plugin'));
  return { status: 'ok', title, detail: `reaches ${plugins.join(', ')} only` };
}

/** An empty list restricts nothing: Backstage reads it as if it were not there. */
function namesWhat(restriction: Config): boolean {
  return ['permission', 'permissionAttribute.action'].some(
    key => textsFromConfig(restriction, key).length > 0,
  );
}

function jwksCheck(entry: Config, title: string): DoctorCheck {
  const missing = ['issuer', 'audience', 'algorithm'].filter(
    key => textsFromConfig(entry, `options.${key}`).length === 0,
  );
  return missing.length === 0
    ? {
        status: 'ok',
        title,
        detail: 'issuer, audience and algorithm are checked',
      }
    : {
        status: 'fail',
        title,
        detail: `options ${missing.join(
          ', ',
        )} missing: any token of that issuer, also a person's, passes as a service`,
      };
}

/** Read by Backstage to this day, as `legacy` external access for everybody who has the secret. */
function oldKeyCheck(entry: Config, title: string): DoctorCheck {
  const restricted = restrictionsCheck(entry, title);
  return restricted.status === 'ok'
    ? restricted
    : {
        status: 'fail',
        title,
        detail: `whoever has this secret may call every plugin as a service; remove ${OLD_KEYS}, which plugins no longer need among themselves`,
      };
}
