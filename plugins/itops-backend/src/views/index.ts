export * from './Picture';
export * from './PictureService';
