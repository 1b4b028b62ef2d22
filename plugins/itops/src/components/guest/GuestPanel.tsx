import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../api/itopsApiRef';
import { behindGuest } from '../../format/behind';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { ClaimList, FindingLinks } from '../finding';
import { Section } from '../frame';
import { LivePanel } from '../panel';
import { DeclaredRows } from './DeclaredRows';
import { GuestFacts } from './GuestFacts';
import { GuestInterfaces } from './GuestInterfaces';

/** Everything known about one guest, with who says so. */
export function GuestPanel(props: { guestId: string; onClose: () => void }) {
  const { guestId, onClose } = props;
  const api = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const live = useLive(`guest ${guestId} ${asOf}`, signal =>
    api.guest(guestId, { asOf, signal }),
  );
  const { guest, findings } = live.data ?? {};
  return (
    <LivePanel
      title={guest ? `${guest.vmid} ${guest.name ?? ''}`.trim() : guestId}
      live={live}
      behind={behindGuest}
      entityRef={guest?.entityRef}
      onClose={onClose}
    >
      {guest && findings && (
        <>
          <GuestFacts guest={guest} />
          <Section title="Interfaces and addresses">
            <GuestInterfaces guest={guest} />
          </Section>
          {findings.length > 0 && (
            <Section title="Findings">
              <FindingLinks label="Findings" findings={findings} />
            </Section>
          )}
          <Section title="Written down in">
            <DeclaredRows rows={guest.declaredRows} />
          </Section>
          <Section title="Claims">
            <ClaimList claims={guest.claims} showAddress />
          </Section>
        </>
      )}
    </LivePanel>
  );
}
