export * from './AsOfPicker';
export * from './PastBanner';
