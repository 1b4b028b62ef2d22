import { InterfaceNameMap } from './interfaceNames';
import { PortMap } from './portMap';

/** The physical records as they were at the moment of a site. @public */
export interface PortRecords {
  map: PortMap;
  /** Interface names that take the place of the defaults. */
  names: readonly InterfaceNameMap[];
  /** False: there were records then, and nobody kept which. `map` is empty in that case. */
  isKnown: boolean;
}

/** The source that findings and hops name for what people wrote down of cables. @public */
export const PORT_RECORDS_SOURCE = 'ipam/port-records';
