export * from './FormField';
export * from './FormFields';
export * from './fields';
export * from './useSubmission';
