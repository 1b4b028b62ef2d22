import { ConfigApi } from '@backstage/frontend-plugin-api';

/** Ways to sign in that this app knows. */
export type SignInProvider = 'guest';

/**
 * The ways to sign in that the configuration allows. The guest exists only
 * where `auth.environment` says `development` in so many words; an installation
 * that forgot to say anything gets none, and the backend refuses guests as well.
 */
export function signInProviders(config: ConfigApi): SignInProvider[] {
  return config.getOptionalString('auth.environment') === 'development'
    ? ['guest']
    : [];
}
