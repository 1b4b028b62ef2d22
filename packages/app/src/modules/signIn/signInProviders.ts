import { SignInProviderConfig } from '@backstage/core-components';
import { ConfigApi } from '@backstage/frontend-plugin-api';
import { identityProviderApiRef, titleOf } from './identityApi';

/** A way to sign in that this app knows. */
export type SignInProvider = 'guest' | SignInProviderConfig;

/**
 * The ways to sign in that the configuration allows. The guest exists only
 * where `auth.environment` says `development` in so many words; an installation
 * that forgot to say anything gets none, and the backend refuses guests as well.
 */
export function signInProviders(config: ConfigApi): SignInProvider[] {
  const providers: SignInProvider[] = [];
  if (config.has('itops.identity.issuer')) {
    const title = titleOf(config);
    providers.push({
      id: 'identity-provider',
      title: title[0].toLocaleUpperCase('en-US') + title.slice(1),
      message: `Sign in with ${title}; IT groups need a second factor.`,
      apiRef: identityProviderApiRef,
    });
  }
  if (config.getOptionalString('auth.environment') === 'development') {
    providers.push('guest');
  }
  return providers;
}
