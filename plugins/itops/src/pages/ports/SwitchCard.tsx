import {
  ObservedPortRecord,
  SwitchPortRow,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import {
  ConnectionChip,
  DEVICE_KINDS,
  Faceplate,
  VlanColour,
  faceplateLayout,
} from '../../components/faceplate';
import { FreshnessStamp, Observed } from '../../components/freshness';
import { Section } from '../../components/frame';
import styles from './PortsPage.module.css';

/** One switch: who it is, and its ports as they are seen in the rack. */
export function SwitchCard(props: {
  device: SwitchView;
  colours: ReadonlyMap<number, VlanColour>;
  matching: ReadonlySet<string>;
  selected: string | undefined;
  records?: ReadonlyMap<string, ObservedPortRecord[]>;
  onOpen: (row: SwitchPortRow) => void;
}) {
  const { device } = props;
  const { name, model, kind, address, uplink, state, freshness } = device;
  // Small switches stand beside each other, as wide as their ports.
  const width = faceplateLayout(device.ports).columns.length * 36 + 64;
  return (
    <div className={styles.device} style={{ flexBasis: width }}>
      <Section
        card
        title={
          <span className={styles.switch}>
            {name}
            <Observed label={freshness} quiet>
              <ConnectionChip state={state} />
            </Observed>
          </span>
        }
        aside={
          <span className={styles.aside}>
            <span>{[model, DEVICE_KINDS[kind]].filter(Boolean).join(' ')}</span>
            {address && <Code>{address}</Code>}
            {uplink && <span>{`behind ${uplink}`}</span>}
            <FreshnessStamp label={freshness} />
          </span>
        }
      >
        <Faceplate {...props} />
      </Section>
    </div>
  );
}
