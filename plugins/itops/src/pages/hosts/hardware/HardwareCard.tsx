import { CapacityHardware } from '@sankofa/plugin-itops-common';
import { Facts, Section } from '../../../components/frame';
import { FreshnessStamp, Observed } from '../../../components/freshness';
import { Code } from '../../../components/entityLink';
import { StatusChip } from '../../../components/status';
import { bytes } from '../../../format/quantity';
import { Word, wordOf } from '../../../format/words';
import hosts from '../Hosts.module.css';

type Hardware = CapacityHardware['items'][number];

const FIELDS: Record<string, string> = {
  model: 'Model',
  serial: 'Serial number',
  cpuModel: 'Processor',
  sockets: 'Sockets',
  cores: 'Cores',
  memoryBytes: 'Memory',
  nics: 'Network cards',
  disks: 'Disks',
};

const STATES: Record<string, Word> = {
  agrees: { label: 'agrees', tone: 'success', hint: 'Declared as it is.' },
  differs: {
    label: 'differs',
    tone: 'danger',
    hint: 'Declared otherwise than it is.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody could read it on the node.',
  },
};

function sayValue(field: string, value: string | number | undefined): string {
  if (value === undefined) {
    return 'unknown';
  }
  return field === 'memoryBytes' && typeof value === 'number'
    ? bytes(value)
    : String(value);
}

function sayList(items: string[] | undefined): string {
  if (!items) {
    return 'unknown';
  }
  return items.length === 0 ? 'none' : items.join('; ');
}

function Declared(props: { declared: Hardware['declared'] }) {
  if (props.declared.length === 0) {
    return <p className={hosts.note}>No table says anything about it.</p>;
  }
  return (
    <div
      className={hosts.scroll}
      role="group"
      aria-label="Declared and observed"
    >
      <table className={hosts.table}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Declared</th>
            <th scope="col">Observed</th>
            <th scope="col">Verdict</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {props.declared.map(
            ({ field, declared, observed, state, locator }) => {
              const word = wordOf(STATES, state);
              return (
                <tr key={`${locator} ${field}`}>
                  <th scope="row">{FIELDS[field] ?? field}</th>
                  <td>{sayValue(field, declared)}</td>
                  <td>{sayValue(field, observed)}</td>
                  <td>
                    <StatusChip
                      tone={word.tone}
                      label={word.label}
                      hint={word.hint}
                    />
                  </td>
                  <td>
                    <Code>{locator}</Code>
                  </td>
                </tr>
              );
            },
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What one node is built of, beside what people wrote down. */
export function HardwareCard(props: { node: Hardware }) {
  const { node } = props;
  const detail = (value: string) => (
    <Observed label={node.detailFreshness}>{value}</Observed>
  );
  const inside = (value: string) => (
    <Observed label={node.hardwareFreshness}>{value}</Observed>
  );
  return (
    <Section
      card
      title={node.name}
      aside={
        <>
          API: <FreshnessStamp label={node.detailFreshness} /> · SSH:{' '}
          <FreshnessStamp label={node.hardwareFreshness} />
        </>
      }
    >
      <Facts
        facts={[
          {
            label: 'Model',
            value: inside(
              [node.vendor, node.model].filter(Boolean).join(' ') || 'unknown',
            ),
          },
          { label: 'Serial number', value: inside(node.serial ?? 'unknown') },
          {
            label: 'Processor',
            value: detail(
              node.cpuModel
                ? `${node.sockets ? `${node.sockets} × ` : ''}${node.cpuModel}`
                : 'unknown',
            ),
          },
          { label: 'Cores', value: detail(sayValue('cores', node.cores)) },
          {
            label: 'Memory',
            value: detail(sayValue('memoryBytes', node.memoryBytes)),
          },
          {
            label: 'Network cards',
            value: inside(
              sayList(
                node.nics?.map(({ name, mac }) =>
                  `${name} ${mac ?? ''}`.trim(),
                ),
              ),
            ),
          },
          {
            label: 'Disks',
            value: inside(
              sayList(
                node.disks?.map(({ name, model, sizeBytes, media }) =>
                  [
                    name,
                    model,
                    sizeBytes === undefined ? undefined : bytes(sizeBytes),
                    media,
                  ]
                    .filter(Boolean)
                    .join(' '),
                ),
              ),
            ),
          },
        ]}
      />
      <Declared declared={node.declared} />
    </Section>
  );
}
