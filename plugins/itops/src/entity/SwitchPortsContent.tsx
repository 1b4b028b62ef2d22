import { useMemo, useState } from 'react';
import { Answer, SwitchView } from '@sankofa/plugin-itops-common';
import { PortPanel } from '../components/faceplate';
import { EmptyState } from '../components/states';
import { DataTable } from '../components/table';
import { useLinks } from '../hooks/useLinks';
import { portColumns } from '../pages/ports/portColumns';
import { PortOfSwitch, portRows } from '../pages/ports/portRows';
import { LiveCard } from './LiveCard';
import { behindSwitch, useSwitch } from './useSwitch';

const idOf = (row: PortOfSwitch) => row.ref;

function Ports(props: { device: SwitchView; answer: Answer }) {
  const { device, answer } = props;
  const links = useLinks();
  const [open, setOpen] = useState<string>();
  const columns = useMemo(
    () =>
      // One switch is shown whole; there is no server to sort its ports.
      portColumns(links).map(column => ({ ...column, sortBy: undefined })),
    [links],
  );
  const rows = useMemo(() => portRows([device]), [device]);
  const opened = rows.find(({ ref }) => ref === open);
  return (
    <>
      <DataTable
        label="Ports of this switch"
        columns={columns}
        rows={rows}
        idOf={idOf}
        onOpen={({ ref }) => setOpen(ref)}
        empty={
          <EmptyState title="No port">
            Its controller lists no ports of it.
          </EmptyState>
        }
      />
      {opened && (
        <PortPanel
          key={opened.ref}
          device={device}
          row={opened}
          answer={answer}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** Entity content of a switch: its ports. */
export function SwitchPortsContent() {
  const load = useSwitch();
  return (
    <LiveCard
      title="Ports of this switch"
      name="switch ports"
      load={load}
      behind={behindSwitch}
    >
      {({ device, ...answer }) =>
        device ? (
          <Ports device={device} answer={answer} />
        ) : (
          <EmptyState title="Not listed now">
            No controller lists this switch now.
          </EmptyState>
        )
      }
    </LiveCard>
  );
}
