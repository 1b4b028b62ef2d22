export * from './ItopsApi';
export * from './ItopsClient';
export * from './UnexpectedAnswerError';
export * from './queries';
