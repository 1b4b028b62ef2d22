import { NodeDetail } from '@sankofa/plugin-itops-common';
import { Code } from '../components/entityLink';
import { Observed } from '../components/freshness';
import { StatusChip } from '../components/status';
import { bytes } from '../format/quantity';
import styles from './NodeParts.module.css';

type Node = NodeDetail['node'];

/** Bridges, bonds and ports of a node. */
export function NodeInterfaces(props: { node: Node }) {
  const { interfaces, freshness } = props.node;
  if (interfaces.length === 0) {
    return <p className={styles.none}>None is known.</p>;
  }
  return (
    <ul className={styles.list}>
      {interfaces.map(item => (
        <li key={item.name}>
          <Observed label={freshness} quiet>
            <strong>{item.name}</strong>
          </Observed>
          <span>{item.type}</span>
          {!item.active && <StatusChip tone="neutral" label="not active" />}
          {item.addresses.map(address => (
            <Code key={address}>{address}</Code>
          ))}
          {item.bridgePorts.length > 0 && (
            <span>{`ports ${item.bridgePorts.join(', ')}`}</span>
          )}
          {item.bondSlaves.length > 0 && (
            <span>{`${item.bondMode ?? 'bond'} of ${item.bondSlaves.join(
              ', ',
            )}`}</span>
          )}
          {item.vlanTag !== undefined && <span>{`VLAN ${item.vlanTag}`}</span>}
          {item.vlanAware && <span>VLAN aware</span>}
        </li>
      ))}
    </ul>
  );
}

/** Storage a node sees. */
export function NodeStorages(props: { node: Node }) {
  const { storages, freshness } = props.node;
  if (storages.length === 0) {
    return <p className={styles.none}>None is known.</p>;
  }
  return (
    <ul className={styles.list}>
      {storages.map(item => (
        <li key={item.storage}>
          <Observed label={freshness} quiet>
            <strong>{item.storage}</strong>
          </Observed>
          <span>{item.type}</span>
          {/* Proxmox gives 0 as the size of what it cannot reach. */}
          {item.active && item.totalBytes !== undefined && (
            <span>{bytes(item.totalBytes)}</span>
          )}
          {item.shared && <span>shared</span>}
          {!item.active && <StatusChip tone="warning" label="not active" />}
          <span>{item.content.join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
