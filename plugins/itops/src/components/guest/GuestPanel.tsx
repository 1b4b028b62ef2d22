import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { itopsApiRef } from '../../api/itopsApiRef';
import { relevantSources } from '../../format/relevantSources';
import { useAsOf } from '../../hooks/useAsOf';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { ClaimList, FindingItem, FindingList } from '../finding';
import { Section } from '../frame';
import { SidePanel } from '../panel';
import { ProblemState, SkeletonLines } from '../states';
import { DeclaredRows } from './DeclaredRows';
import { GuestFacts } from './GuestFacts';
import { GuestInterfaces } from './GuestInterfaces';

/** Everything known about one guest, with who says so. */
export function GuestPanel(props: { guestId: string; onClose: () => void }) {
  const { guestId, onClose } = props;
  const api = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const links = useLinks();
  const navigate = useNavigate();
  const entityHref = useEntityHref();
  const live = useLive(`guest ${guestId} ${asOf}`, signal =>
    api.guest(guestId, { asOf, signal }),
  );
  const { guest, findings } = live.data ?? {};
  const href = entityHref(guest?.entityRef);
  return (
    <SidePanel
      title={guest ? `${guest.vmid} ${guest.name ?? ''}`.trim() : guestId}
      onClose={onClose}
      answer={
        live.data && {
          at: live.data.at,
          sources: relevantSources(live.data.sources, [
            live.data.guest,
            ...live.data.guest.claims,
            ...live.data.guest.declaredRows,
          ]),
        }
      }
      footer={
        href && (
          <ButtonLink size="small" variant="secondary" href={href}>
            Open its catalog page
          </ButtonLink>
        )
      }
    >
      {live.problem && (
        <ProblemState
          problem={live.problem}
          onRetry={live.reload}
          keepsData={guest !== undefined}
        />
      )}
      {live.loading && <SkeletonLines lines={8} label="Loading the guest" />}
      {guest && findings && (
        <>
          <GuestFacts guest={guest} />
          <Section title="Interfaces and addresses">
            <GuestInterfaces guest={guest} />
          </Section>
          {findings.length > 0 && (
            <Section title="Findings">
              <FindingList>
                {findings.map(finding => (
                  <FindingItem
                    key={finding.id}
                    finding={finding}
                    onOpen={({ id }) => navigate(links.drift({ finding: id }))}
                  />
                ))}
              </FindingList>
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
    </SidePanel>
  );
}
