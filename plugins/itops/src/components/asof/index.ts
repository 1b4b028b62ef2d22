export * from './AsOfPicker';
export * from './PastBanner';
export * from './moments';
