export * from './BoardFindings';
export * from './Picture';
export * from './PictureService';
