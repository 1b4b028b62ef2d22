export * from './StepUpService';
export * from './StepUpStore';
export * from './answerPage';
export * from './stepUpFromConfig';
