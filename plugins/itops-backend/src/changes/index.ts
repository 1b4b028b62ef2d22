export { ChangeService } from './ChangeService';
export type { ChangePerson } from './ChangeService';
export { changeSettingsFromConfig } from './changeSettings';
export type { ChangeSettings } from './changeSettings';
export { crashPointFromEnv } from './crashPoint';
export { createChanges } from './createChanges';
export type { Changes } from './createChanges';
export type { StepUp, StepUpSubject } from './StepUp';
