export * from './ItopsEntityProvider';
