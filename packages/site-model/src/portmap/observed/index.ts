export { compareObserved, type ObservedPort } from './compareObserved';
export type { PortVerdict } from './FarEnd';
export { observationsAt } from './portObservations';
export type { PortObservation } from './portObservations';
export { recordedPortsOf, RecordedPorts } from './RecordedPorts';
export type { RecordedPort } from './RecordedPorts';
