import { SwitchView } from '@sankofa/plugin-itops-common';
import { StatusChip } from '../status';

/** What a device of the network is called. */
export const DEVICE_KINDS: Record<SwitchView['kind'], string> = {
  switch: 'switch',
  gateway: 'gateway',
  'access-point': 'access point',
  other: 'device',
};

/** Whether the controller of a switch reaches it. */
export function ConnectionChip(props: { state: SwitchView['state'] }) {
  switch (props.state) {
    case 'connected':
      return (
        <StatusChip
          tone="success"
          label="connected"
          hint="Its controller reaches it."
        />
      );
    case 'disconnected':
      return (
        <StatusChip
          tone="danger"
          label="not connected"
          hint="Its controller does not reach it: its ports are as they were."
        />
      );
    default:
      return <StatusChip tone="unknown" label="connection unknown" />;
  }
}
