export * from './Ipam';
