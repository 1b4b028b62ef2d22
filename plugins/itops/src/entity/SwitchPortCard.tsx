import { Link } from '@backstage/ui';
import { PortFacts } from '../components/faceplate';
import { useLinks } from '../hooks/useLinks';
import { LiveCard } from './LiveCard';
import { behindSwitch, usePort } from './useSwitch';

/** Entity card of a switch port: speed, VLANs, far end, and who was learned there. */
export function SwitchPortCard() {
  const load = usePort();
  const links = useLinks();
  return (
    <LiveCard title="Switch port" name="port" load={load} behind={behindSwitch}>
      {({ row }) =>
        row ? (
          <>
            <PortFacts row={row} />
            <Link href={links.ports({ port: row.ref })} variant="body-small">
              Show it on the switch
            </Link>
          </>
        ) : (
          <div>No switch has this port now.</div>
        )
      }
    </LiveCard>
  );
}
