import { CapacityService } from '../capacity';
import { Ipam } from '../ipam';
import { VlanPlanService } from '../vlans';
import { ActionOptions } from './ActionOptions';
import { registerAdvisePlacement } from './advisePlacement';
import { registerListFindings } from './listFindings';
import { registerNextFreeAddress } from './nextFreeAddress';
import { registerSimulateVlanMove } from './simulateVlanMove';
import { registerWhatLandsHere } from './whatLandsHere';
import { registerWhereDoesItLand } from './whereDoesItLand';

/** Everything that assistants and templates may ask; each checks the caller's permissions as the routes do. */
export function registerActions(
  options: ActionOptions & {
    capacity: CapacityService;
    ipam: Ipam;
    vlanPlan: VlanPlanService;
  },
): void {
  registerWhereDoesItLand(options);
  registerWhatLandsHere(options);
  registerListFindings(options);
  registerAdvisePlacement(options);
  registerSimulateVlanMove(options);
  registerNextFreeAddress(options);
}
