import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { FreshnessStamp } from '../../../components/freshness';
import { StateBadge } from '../../../components/status';
import { useDebounced } from '../../../hooks/useDebounced';
import { useLive } from '../../../hooks/useLive';
import styles from '../Changes.module.css';

const PAUSE_MS = 250;

/** Which guest a VMID is now, so that nobody asks for the wrong one. */
export function GuestNote(props: { sourceId: string; vmid: string }) {
  const { sourceId } = props;
  const api = useApi(itopsApiRef);
  const vmid = useDebounced(props.vmid.trim(), PAUSE_MS);
  const isNumber = /^\d+$/.test(vmid);
  const live = useLive(
    `guest of a change ${sourceId} ${vmid}`,
    isNumber
      ? signal =>
          api.guests({ q: vmid, source: sourceId, limit: 50 }, { signal })
      : undefined,
  );
  if (!isNumber || live.outdated || !live.data) {
    return null;
  }
  const guest = live.data.items.find(row => String(row.vmid) === vmid);
  return (
    <div role="status" className={styles.line}>
      {guest ? (
        <>
          <span>{`${vmid} is ${guest.name ?? 'without a name'} on ${
            guest.node
          }`}</span>
          <StateBadge of="guest" state={guest.status} />
          <FreshnessStamp label={guest.freshness} />
        </>
      ) : (
        `No guest ${vmid} is known there.`
      )}
    </div>
  );
}
