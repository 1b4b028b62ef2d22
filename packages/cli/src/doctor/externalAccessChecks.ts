import { Config } from '@backstage/config';
import { DoctorCheck } from '@sankofa/plugin-itops-node';

const KEY = 'backend.auth.externalAccess';

/** Whether tokens from outside reach only what they must. Values are never shown. */
export function externalAccessChecks(config: Config): DoctorCheck[] {
  const entries = config.getOptionalConfigArray(KEY) ?? [];
  return entries.flatMap((entry, index) => {
    const type = entry.getOptionalString('type') ?? 'unknown';
    return [
      restrictionsCheck(entry, `${KEY}[${index}] (${type})`),
      ...(type === 'jwks' ? [jwksCheck(entry, `${KEY}[${index}] (jwks)`)] : []),
      ...(type === 'legacy'
        ? [
            {
              status: 'warn' as const,
              title: `${KEY}[${index}] (legacy)`,
              detail:
                'a shared secret makes tokens without audience or expiry; use a static token or jwks',
            },
          ]
        : []),
    ];
  });
}

/** On the entry, not under its options: there Backstage does not apply them. */
function restrictionsCheck(entry: Config, title: string): DoctorCheck {
  const restrictions = entry.getOptionalConfigArray('accessRestrictions') ?? [];
  const plugins = restrictions.map(each => each.getOptionalString('plugin'));
  if (plugins.length > 0) {
    return {
      status: 'ok',
      title,
      detail: `reaches ${plugins.join(', ')} only`,
    };
  }
  const misplaced = entry.has('options.accessRestrictions')
    ? 'accessRestrictions under options have no effect; move them up to the entry'
    : 'may call every plugin as a service; add accessRestrictions, such as [{ plugin: itops, permissionAttribute: { action: read } }]';
  return { status: 'fail', title, detail: misplaced };
}

function jwksCheck(entry: Config, title: string): DoctorCheck {
  const missing = ['issuer', 'audience', 'algorithm'].filter(
    key => !entry.has(`options.${key}`),
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
