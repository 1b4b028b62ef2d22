export * from './ItopsRelationsProcessor';
