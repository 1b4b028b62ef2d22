import { useApi } from '@backstage/frontend-plugin-api';
import { AddressRow } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { behindAddress } from '../../format/behind';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { FindingLinks } from '../finding';
import { Section } from '../frame';
import { LivePanel } from '../panel';
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
  const live = useLive(`address ${address} ${asOf}`, signal =>
    api.address(address, { asOf, signal }),
  );
  const shown = live.data?.address ?? (live.loading ? row : undefined);
  const findings = live.data?.findings ?? [];
  return (
    <LivePanel
      title={address}
      live={live}
      behind={behindAddress}
      // Only assigned and declared addresses are catalog entities.
      entityRef={shown?.claims.length ? shown.entityRef : undefined}
      onClose={onClose}
    >
      {shown && (
        <>
          <AddressFacts address={shown} />
          {findings.length > 0 && (
            <Section title="Findings">
              <FindingLinks label="Findings" findings={findings} />
            </Section>
          )}
        </>
      )}
    </LivePanel>
  );
}
