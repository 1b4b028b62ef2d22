import { auditSuite } from './audit';
import { collectorsSuite } from './collectors';
import { FaultSuite } from './faultSuite';
import { ipamSuite } from './ipam';

/** Every fault suite, in the order they run. */
export const faultSuites: FaultSuite[] = [
  collectorsSuite,
  ipamSuite,
  auditSuite,
];
