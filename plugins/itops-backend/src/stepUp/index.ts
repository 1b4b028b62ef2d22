export * from './StepUpService';
export * from './StepUpStore';
export * from './stepUpFromConfig';
