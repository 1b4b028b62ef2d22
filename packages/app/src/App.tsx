import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** Composition only: every other feature is discovered from the dependencies of this package. */
export default createApp({ features: [catalogPlugin] });
