import { auditSuite } from './audit';
import { changeSuite } from './change';
import { collectorsSuite } from './collectors';
import { FaultSuite } from './faultSuite';
import { ipamSuite } from './ipam';
import { replicasSuite } from './replicas';

/** Every fault suite, in the order they run. */
export const faultSuites: FaultSuite[] = [
  collectorsSuite,
  ipamSuite,
  auditSuite,
  replicasSuite,
  changeSuite,
];
