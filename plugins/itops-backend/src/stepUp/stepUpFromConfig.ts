import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { identitySettingsFromConfig } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { DatabaseStepUpStore } from './DatabaseStepUpStore';
import { OidcProvider } from './OidcProvider';
import { StepUpService } from './StepUpService';
import { CatalogSubjects } from './Subjects';

/** Pages for a window that has no token. */
export const STEP_UP_PATH = '/step-up';
export const STEP_UP_START = `${STEP_UP_PATH}/start`;
/** Where people come back to, under the API: `…/api/itops/v1/step-up/callback`. */
export const STEP_UP_CALLBACK = `${STEP_UP_PATH}/callback`;

/** The service and what its pages need to know. */
export interface StepUpDoor {
  service: StepUpService;
  /** Origin of the portal: who may hear what came of it. */
  portal: string;
  /** Where the API is reached from outside: `https://portal/api/itops/v1`. */
  apiUrl(): Promise<string>;
}

/**
 * With the provider that people sign in with.
 *
 * @returns undefined where `auth.providers.oidc` is not configured: nobody can prove it
 * @throws InputError that names the key
 */
export function stepUpFromConfig(options: {
  config: Config;
  knex: Knex;
  audit: AuditLog;
  catalog: CatalogService;
  auth: AuthService;
  discovery: DiscoveryService;
}): StepUpDoor | undefined {
  const { config, discovery, knex, audit } = options;
  const settings = identitySettingsFromConfig(config);
  if (!settings) {
    return undefined;
  }
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const apiUrl = async () =>
    `${await discovery.getExternalBaseUrl('itops')}/v1`;
  const service = StepUpService.create({
    store: DatabaseStepUpStore.create({ knex, audit }),
    subjects: CatalogSubjects.create(options),
    settings,
    provider: OidcProvider.create({
      config: config.getConfig(`auth.providers.oidc.${environment}`),
      issuer: settings.issuer,
      acr: settings.acr,
      redirectUri: async () => `${await apiUrl()}${STEP_UP_CALLBACK}`,
    }),
  });
  const portal = new URL(config.getString('app.baseUrl')).origin;
  return { service, portal, apiUrl };
}
