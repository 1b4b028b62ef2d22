export * from './CapacityApi';
export * from './IpamApi';
export * from './ItopsApi';
export * from './ItopsClient';
export * from './PortRecordsApi';
export * from './UnexpectedAnswerError';
export * from './VlanPlanApi';
export * from './queries';
