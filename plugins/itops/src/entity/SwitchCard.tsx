import { useState } from 'react';
import { Answer, SwitchView } from '@sankofa/plugin-itops-common';
import { Code } from '../components/entityLink';
import {
  ConnectionChip,
  DEVICE_KINDS,
  Faceplate,
  Legend,
  PortPanel,
  vlanColours,
} from '../components/faceplate';
import { Observed } from '../components/freshness';
import { Facts } from '../components/frame';
import { LiveCard } from './LiveCard';
import { behindSwitch, useSwitch } from './useSwitch';

function Device(props: { device: SwitchView; answer: Answer }) {
  const { device, answer } = props;
  const [open, setOpen] = useState<string>();
  const { address, freshness, kind, model, ports, state, uplink } = device;
  const colours = vlanColours([device]);
  const opened = ports.find(({ ref }) => ref === open);
  return (
    <>
      <Facts
        facts={[
          {
            label: 'Connection',
            value: (
              <Observed label={freshness}>
                <ConnectionChip state={state} />
              </Observed>
            ),
          },
          { label: 'Kind', value: DEVICE_KINDS[kind] },
          { label: 'Model', value: model ?? 'unknown' },
          {
            label: 'Address',
            value: address ? (
              <Observed label={freshness} quiet>
                <Code>{address}</Code>
              </Observed>
            ) : (
              'unknown'
            ),
          },
          {
            label: 'Behind',
            value: (
              <Observed label={freshness} quiet>
                {uplink ?? 'nothing is known above it'}
              </Observed>
            ),
          },
        ]}
      />
      {ports.length > 0 ? (
        <>
          <Faceplate
            device={device}
            colours={colours}
            matching={new Set(ports.map(({ ref }) => ref))}
            selected={open}
            onOpen={({ ref }) => setOpen(ref)}
          />
          <Legend colours={colours} />
        </>
      ) : (
        <div>Its controller lists no ports of it.</div>
      )}
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

/** Entity card of a switch: who it is, and its ports as they are seen in the rack. */
export function SwitchCard() {
  const load = useSwitch();
  return (
    <LiveCard title="Switch" name="switch" load={load} behind={behindSwitch}>
      {({ device, ...answer }) =>
        device ? (
          <Device device={device} answer={answer} />
        ) : (
          <div>No controller lists this switch now.</div>
        )
      }
    </LiveCard>
  );
}
