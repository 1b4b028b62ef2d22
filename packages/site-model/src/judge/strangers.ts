import { Guest } from '../site';
import { JudgeContext } from './JudgeContext';

/** First octets of the MACs that Proxmox gives to guests, unless told otherwise. */
const PROXMOX_MAC = 'bc:24:11:';

/** The second bit of a MAC says that somebody made it up: guests, containers, phones. */
function isMadeUp(mac: string): boolean {
  return (parseInt(mac.slice(0, 2), 16) & 2) !== 0;
}

function isUnread({ interfaces, configFreshness }: Guest): boolean {
  return interfaces.length === 0 && configFreshness.collectedAt === undefined;
}

/**
 * Tells MACs of strangers from those that may be a guest's: while the
 * configuration of any guest was never read, a MAC that looks like one is nobody's
 * to judge.
 */
export function strangerTest(context: JudgeContext): (mac: string) => boolean {
  const isEveryGuestRead = !context.site.guests.some(isUnread);
  return mac =>
    isEveryGuestRead || !(mac.startsWith(PROXMOX_MAC) || isMadeUp(mac));
}
