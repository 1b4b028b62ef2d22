import { World } from '../../world';
import { LabSighting, sightings } from '../../world/sightings';
import { LabSwitching } from '../../world/switching';

/** What a question is answered from. */
export interface UnifiView {
  world: World;
  switching: LabSwitching;
  sightings: LabSighting[];
  /** Seconds since the epoch, by the clock of the console. */
  now: number;
  /** When the lab was started: what is gone was last seen before that, at a moment that does not move. */
  startedAt: number;
  /** Seconds that it has been on. */
  uptime: number;
}

/** Everything the console sees of the world at this moment. */
export function unifiView(
  world: World,
  switching: LabSwitching,
  options: { now: number; startedAt: number },
): UnifiView {
  return {
    world,
    switching,
    sightings: sightings(world),
    now: Math.floor(options.now / 1000),
    startedAt: Math.floor(options.startedAt / 1000),
    uptime: 800_000 + Math.floor((options.now - options.startedAt) / 1000),
  };
}
