import { createApiRef } from '@backstage/frontend-plugin-api';
import { ItopsApi } from '@sankofa/plugin-itops-common';

/** The inventory API as the pages use it. @public */
export const itopsApiRef = createApiRef<ItopsApi>().with({
  id: 'plugin.itops.client',
  pluginId: 'itops',
});
