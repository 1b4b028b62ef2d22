export * from './DatabasePortRecordStore';
export * from './PortImportService';
export * from './PortRecordService';
