import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import itopsPlugin, { itopsApiRef } from '../src';
import { FakeItops, asItopsApi } from '../src/testing/FakeItops';

/** The pages over an invented site in memory: `yarn start`, no backend needed. */
const inventedSite = createFrontendModule({
  pluginId: 'itops',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: itopsApiRef,
          deps: {},
          factory: () => asItopsApi(new FakeItops()),
        }),
    }),
  ],
});

createDevApp({ features: [itopsPlugin, inventedSite] });
