export * from './DatabasePlanDecisionStore';
export * from './PlanFile';
export * from './VlanPlanService';
export * from './planSettings';
