export * from './PortRecords';
export * from './RecordedSide';
export * from './SeenSide';
