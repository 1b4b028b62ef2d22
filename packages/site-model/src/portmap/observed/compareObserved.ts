import { Site } from '../../site';
import { InterfaceNameBook } from '../interfaceNames';
import { PortMap } from '../portMap';
import { PortVerdict } from './FarEnd';
import { RecordedPort, RecordedPorts } from './RecordedPorts';

/** One port of a switch that is both written down and read. @public */
export interface ObservedPort extends Omit<RecordedPort, 'cables'> {
  verdict: PortVerdict;
}

/**
 * Holds the records against what the controllers see, port by port. Neither side
 * is changed: a difference is shown with both sides and their sources.
 * Ports whose number nobody wrote down cannot be compared, and are left out.
 *
 * @param site - what `buildSite` joined
 * @public
 */
export function compareObserved(
  map: PortMap,
  site: Site,
  names: InterfaceNameBook = InterfaceNameBook.create(),
): ObservedPort[] {
  return RecordedPorts.create(map, site, names).all.flatMap(
    ({ verdict, cables: _, ...port }) =>
      verdict ? [{ ...port, verdict }] : [],
  );
}
