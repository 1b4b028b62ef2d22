import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { ItopsRole, itopsRoles } from '@sankofa/plugin-itops-common';

/**
 * Groups and realm roles of the provider that make somebody something.
 * @public
 */
export interface Membership {
  groups: readonly string[];
  realmRoles: readonly string[];
}

/**
 * What a sign-in is held against.
 * @public
 */
export interface IdentitySettings {
  issuer: string;
  /** The client id: who the tokens must be meant for. */
  audience: string;
  groupsClaim: string;
  rolesClaim: string;
  roles: Record<ItopsRole, Membership>;
  clientAdmins: Membership;
  acr: readonly string[];
  amr: readonly string[];
  maxAgeSeconds: number;
}

const WHERE = 'itops.identity';
const DEFAULT_MAX_AGE_SECONDS = 12 * 3600;

function readMembership(
  config: Config | undefined,
  fallback: string,
): Membership {
  return {
    groups: config?.getOptionalStringArray('groups') ?? [`/${fallback}`],
    realmRoles: config?.getOptionalStringArray('realmRoles') ?? [fallback],
  };
}

function readRoles(config: Config | undefined): Record<ItopsRole, Membership> {
  const unknown = (config?.keys() ?? []).find(
    key => !itopsRoles.some(role => role === key),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `${WHERE}.roles: "${unknown}" is no role; there are ${itopsRoles.join(
        ', ',
      )}.`,
    );
  }
  return Object.fromEntries(
    itopsRoles.map(role => [
      role,
      readMembership(config?.getOptionalConfig(role), `sankofa-it-${role}`),
    ]),
  ) as Record<ItopsRole, Membership>;
}

/** Somebody who administrates clients must not be IT by the same group. */
function refuseOverlap(settings: IdentitySettings): void {
  const { clientAdmins, roles } = settings;
  for (const role of itopsRoles) {
    for (const kind of ['groups', 'realmRoles'] as const) {
      const shared = roles[role][kind].find(name =>
        clientAdmins[kind].includes(name),
      );
      if (shared !== undefined) {
        throw new InputError(
          `${WHERE}: "${shared}" makes people both ${role} and administrators of clients. Take it out of roles.${role}.${kind} or clientAdmins.${kind}.`,
        );
      }
    }
  }
}

function readMaxAgeSeconds(mfa: Config): number {
  if (!mfa.has('maxAge')) {
    return DEFAULT_MAX_AGE_SECONDS;
  }
  const seconds =
    durationToMilliseconds(readDurationFromConfig(mfa, { key: 'maxAge' })) /
    1000;
  if (!(seconds >= 60 && seconds <= 7 * 86_400)) {
    throw new InputError(
      `${WHERE}.mfa.maxAge must lie between a minute and seven days.`,
    );
  }
  return seconds;
}

function readProof(mfa: Config): Pick<IdentitySettings, 'acr' | 'amr'> {
  const acr = mfa.getOptionalStringArray('acr') ?? [];
  const amr = mfa.getOptionalStringArray('amr') ?? [];
  if (acr.length + amr.length === 0) {
    throw new InputError(
      `${WHERE}.mfa names neither acr nor amr: nothing would prove a second factor, and nobody could sign in.`,
    );
  }
  // The level of a session that was only resumed (Keycloak), and of a password alone.
  const proofless = [...acr, ...amr].find(value =>
    ['', '0', 'pwd'].includes(value.trim()),
  );
  if (proofless !== undefined) {
    throw new InputError(
      `${WHERE}.mfa: "${proofless}" proves no second factor.`,
    );
  }
  return { acr, amr };
}

/**
 * What `itops.identity` says about the provider that `auth.providers.oidc` names.
 *
 * @returns undefined where no such provider is configured
 * @throws InputError that names the key, before anybody can sign in by mistake
 * @public
 */
export function identitySettingsFromConfig(
  config: Config,
): IdentitySettings | undefined {
  const provider = config.getOptionalConfig('auth.providers.oidc');
  if (!provider) {
    return undefined;
  }
  if (config.getOptionalBoolean('auth.experimentalRefreshToken.enabled')) {
    throw new InputError(
      'auth.experimentalRefreshToken renews sign-ins without asking the identity provider: people who left would stay. Switch it off.',
    );
  }
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const identity = config.getOptionalConfig(WHERE);
  if (!identity) {
    throw new InputError(
      `auth.providers.oidc is configured and ${WHERE} is not: nobody could be given a role.`,
    );
  }
  const mfa = identity.getConfig('mfa');
  const settings: IdentitySettings = {
    issuer: identity.getString('issuer'),
    audience: provider.getString(`${environment}.clientId`),
    groupsClaim: identity.getOptionalString('groupsClaim') ?? 'groups',
    rolesClaim:
      identity.getOptionalString('rolesClaim') ?? 'realm_access.roles',
    roles: readRoles(identity.getOptionalConfig('roles')),
    clientAdmins: readMembership(
      identity.getOptionalConfig('clientAdmins'),
      'sankofa-client-admin',
    ),
    ...readProof(mfa),
    maxAgeSeconds: readMaxAgeSeconds(mfa),
  };
  if (settings.audience === 'backstage') {
    throw new InputError(
      'auth.providers.oidc: a client named "backstage" gets tokens that Backstage takes for its own. Give it another name.',
    );
  }
  refuseOverlap(settings);
  return settings;
}

/**
 * The annotation by which people of the catalog are found: Keycloak's `sub`.
 * @public
 */
export const SUBJECT_ANNOTATION = 'keycloak.org/id';
