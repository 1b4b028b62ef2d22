export {
  compareObserved,
  type ObservedPort,
  type PortVerdict,
} from './compareObserved';
export type { PortObservation } from './portObservations';
