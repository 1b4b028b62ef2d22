export * from './Clock';
export * from './Moment';
