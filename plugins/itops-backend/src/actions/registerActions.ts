import { ActionOptions } from './ActionOptions';
import { registerListFindings } from './listFindings';
import { registerWhatLandsHere } from './whatLandsHere';
import { registerWhereDoesItLand } from './whereDoesItLand';

/** Everything that assistants and templates may ask; each checks the caller's permissions as the routes do. */
export function registerActions(options: ActionOptions): void {
  registerWhereDoesItLand(options);
  registerWhatLandsHere(options);
  registerListFindings(options);
}
