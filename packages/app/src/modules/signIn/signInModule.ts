import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPage } from './SignInPage';
import { identityProviderApi } from './identityApi';

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [SignInPage, identityProviderApi],
});
