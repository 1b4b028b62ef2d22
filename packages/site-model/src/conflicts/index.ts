export * from './conflictClasses';
