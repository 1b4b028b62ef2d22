export * from './ChangeReader';
export * from './DatabaseObservationReader';
export * from './DatabaseObservationStore';
export * from './InvalidResultError';
export * from './ObservationStore';
export * from './RunPlan';
export * from './SupersededRunError';
export { heldThing } from './heldRemoval';
