import { createApp } from '@backstage/frontend-defaults';
import appUserSettingsModule from '@backstage/plugin-app-module-user-settings';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import itopsPlugin from '@sankofa/plugin-itops';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** The portal: a list of what is installed, and nothing else. */
export default createApp({
  features: [
    itopsPlugin,
    catalogPlugin,
    catalogGraphPlugin,
    orgPlugin,
    searchPlugin,
    notificationsPlugin,
    signalsPlugin,
    userSettingsPlugin,
    appUserSettingsModule,
    authPlugin,
    navModule,
    signInModule,
  ],
});
