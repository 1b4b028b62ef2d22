import { SignInPage as ProviderChoice } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  SignInPageProps,
} from '@backstage/plugin-app-react';
import { NoSignIn } from './NoSignIn';
import { signInProviders } from './signInProviders';

function ConfiguredSignIn(props: SignInPageProps) {
  const providers = signInProviders(useApi(configApiRef));
  return providers.length > 0 ? (
    <ProviderChoice {...props} providers={providers} />
  ) : (
    <NoSignIn />
  );
}

/** Offers what the configuration allows, and nothing else. */
export const SignInPage = SignInPageBlueprint.make({
  params: { loader: async () => ConfiguredSignIn },
});
