import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ItopsClient } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';

/** The client of the inventory API. */
export const itopsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: itopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ItopsClient({ discoveryApi, fetchApi }),
    }),
});
