import { collectorsSuite } from './collectors';
import { conflictsSuite } from './conflicts';
import { FaultSuite } from './faultSuite';

/** Every fault suite, in the order they run. */
export const faultSuites: FaultSuite[] = [collectorsSuite, conflictsSuite];
