export * from './DatabasePortRecordStore';
export * from './PortImportService';
export * from './PortRecordService';
export * from './RecordEditor';
