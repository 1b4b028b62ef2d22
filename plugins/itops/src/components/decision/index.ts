export * from './DecisionDialog';
export * from './decisionProblem';
