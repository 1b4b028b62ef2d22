import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { AddressRow } from '@sankofa/plugin-itops-common';
import { useNavigate } from 'react-router-dom';
import { itopsApiRef } from '../../api/itopsApiRef';
import { relevantSources } from '../../format/relevantSources';
import { useAsOf } from '../../hooks/useAsOf';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { FindingItem, FindingList } from '../finding';
import { Section } from '../frame';
import { SidePanel } from '../panel';
import { ProblemState, SkeletonLines } from '../states';
import { AddressFacts } from './AddressFacts';

/** One address: its state, why, and every claim on it. */
export function AddressPanel(props: {
  address: string;
  /** The row of the table, shown until the full answer is there. */
  row?: AddressRow;
  onClose: () => void;
}) {
  const { address, row, onClose } = props;
  const api = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const links = useLinks();
  const navigate = useNavigate();
  const entityHref = useEntityHref();
  const live = useLive(`address ${address} ${asOf}`, signal =>
    api.address(address, { asOf, signal }),
  );
  const shown = live.data?.address ?? (live.loading ? row : undefined);
  const findings = live.data?.findings ?? [];
  // Only assigned and declared addresses are catalog entities.
  const href = shown && shown.claims.length > 0 && entityHref(shown.entityRef);
  return (
    <SidePanel
      title={address}
      onClose={onClose}
      answer={
        live.data && {
          at: live.data.at,
          sources: relevantSources(live.data.sources, live.data.address.claims),
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
          keepsData={shown !== undefined}
        />
      )}
      {live.loading && !shown && (
        <SkeletonLines lines={6} label="Loading the address" />
      )}
      {shown && <AddressFacts address={shown} />}
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
    </SidePanel>
  );
}
