export * from './CollectionRunner';
export * from './removalGuard';
export * from './schedules';
