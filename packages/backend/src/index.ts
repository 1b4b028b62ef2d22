import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@sankofa/plugin-auth-backend-module-itops-oidc'));
// Registers a provider only where the configuration has one; production has none.
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@sankofa/plugin-catalog-backend-module-itops'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@sankofa/plugin-permission-backend-module-itops'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@sankofa/plugin-itops-backend'));
backend.add(import('@sankofa/plugin-itops-backend-module-declared'));
backend.add(import('@sankofa/plugin-itops-backend-module-neighbours'));
backend.add(import('@sankofa/plugin-itops-backend-module-npm'));
backend.add(import('@sankofa/plugin-itops-backend-module-proxmox'));
backend.add(import('@sankofa/plugin-itops-backend-module-unifi'));

backend.start().catch(error => {
  // Left alone, the process would stay and answer 503 for ever; ended, whoever
  // watches it can say so or start it again.
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
