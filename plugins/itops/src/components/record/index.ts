export * from './NameTypedDialog';
export * from './RecordForm';
export * from './RecordPanel';
export * from './recordProblem';
export * from './useEditable';
