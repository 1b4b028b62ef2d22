export { ChangeService } from './ChangeService';
export type { ChangePerson } from './ChangeService';
export { collectAfter } from './collectAfter';
export { changeSettingsFromConfig } from './changeSettings';
export type { ChangeSettings } from './changeSettings';
export { changeTimesFromEnv, crashPointFromEnv } from './crashPoint';
export { createChanges } from './createChanges';
export type { Changes } from './createChanges';
export type { StepUp, StepUpSubject } from './StepUp';
