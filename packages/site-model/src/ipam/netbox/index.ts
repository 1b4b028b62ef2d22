export * from './readIpam';
export * from './writeIpam';
