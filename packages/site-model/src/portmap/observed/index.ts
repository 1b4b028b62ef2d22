export { compareObserved, type ObservedPort } from './compareObserved';
export type { PortVerdict } from './FarEnd';
export type { PortObservation } from './portObservations';
export { recordedPortsOf, RecordedPorts } from './RecordedPorts';
export type { RecordedPort } from './RecordedPorts';
