export * from './scheduleFromConfig';
export * from './siteOptionsFromConfig';
export * from './sourceIdFromConfig';
export * from './sshFromConfig';
export * from './textsFromConfig';
export * from './tlsFromConfig';
export * from './writeSafetyChecks';
