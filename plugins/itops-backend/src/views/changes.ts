import { Change } from '@sankofa/plugin-itops-common';
import { FactKind, FactValue, guestLabel } from '@sankofa/site-model';
import { FactChange } from '../observations';
import { differences } from './differences';

/** Rows of a proxy in words for people. */
const ROWS = {
  'proxy-host': 'proxy host',
  'redirection-host': 'redirection',
  'dead-host': 'dead host',
};

/** Written-out differences of one change. */
const SHOWN = 3;

interface Named {
  subject: string;
  /** The thing in words. */
  label: string;
}

/** Of proxies, switches and networks. */
function edgeName(kind: FactKind, key: string, value: unknown): Named {
  switch (kind) {
    case 'proxy-host':
    case 'redirection-host':
    case 'dead-host': {
      const { domainNames } = value as FactValue<'dead-host'>;
      const names = domainNames.join(', ');
      return { subject: `${kind}:${key}`, label: `${ROWS[kind]} ${names}` };
    }
    case 'stream': {
      const { incomingPort } = value as FactValue<'stream'>;
      return { subject: `stream:${key}`, label: `stream on ${incomingPort}` };
    }
    case 'switch': {
      const { name, mac } = value as FactValue<'switch'>;
      return { subject: `switch:${mac}`, label: `switch ${name ?? mac}` };
    }
    case 'switch-port': {
      const { port, name } = value as FactValue<'switch-port'>;
      const label = name === undefined ? '' : ` "${name}"`;
      return { subject: `switch-port:${key}`, label: `port ${port}${label}` };
    }
    case 'network': {
      const { name } = value as FactValue<'network'>;
      return { subject: `network:${key}`, label: `network ${name ?? key}` };
    }
    case 'port-forward': {
      const { name } = value as FactValue<'port-forward'>;
      return {
        subject: `port-forward:${key}`,
        label: `port forward ${name ?? key}`,
      };
    }
    case 'node-link': {
      const { node, name } = value as FactValue<'node-link'>;
      return { subject: `node:${node}`, label: `link ${name} of ${node}` };
    }
    case 'proxy':
      return { subject: 'proxy', label: 'the proxy' };
    default:
      return { subject: `${kind}:${key}`, label: `${kind} ${key}` };
  }
}

/** What a fact is about; the newest value says it best. */
function nameOf({ factKind, key, before, after }: FactChange): Named {
  const value = after ?? before;
  switch (factKind) {
    case 'guest': {
      const guest = value as FactValue<'guest'>;
      return { subject: `guest:${guest.vmid}`, label: guestLabel(guest) };
    }
    case 'guest-config': {
      const config = value as FactValue<'guest-config'>;
      return {
        subject: `guest:${config.vmid}`,
        label: `configuration of ${guestLabel(config)}`,
      };
    }
    case 'guest-addresses':
      return { subject: `guest:${key}`, label: `addresses inside ${key}` };
    case 'node':
      return { subject: `node:${key}`, label: `node ${key}` };
    case 'node-detail':
      return { subject: `node:${key}`, label: `node ${key}` };
    case 'node-interface': {
      const { node, name } = value as FactValue<'node-interface'>;
      return { subject: `node:${node}`, label: `${name} of ${node}` };
    }
    case 'storage': {
      const { node, storage } = value as FactValue<'storage'>;
      return { subject: `node:${node}`, label: `${storage} on ${node}` };
    }
    case 'subscription':
      return { subject: `node:${key}`, label: `subscription of ${key}` };
    case 'declared-key': {
      const declared = value as FactValue<'declared-key'>;
      return {
        subject: `file:${declared.file}:${declared.line}`,
        label: `key ${declared.key}`,
      };
    }
    case 'declared-row': {
      const row = value as FactValue<'declared-row'>;
      return {
        subject: `file:${row.file}:${row.line}`,
        label: `row of ${guestLabel(row)}`,
      };
    }
    case 'declared-device': {
      const device = value as FactValue<'declared-device'>;
      return {
        subject: `file:${device.file}:${device.line}`,
        label: `device ${device.name}`,
      };
    }
    case 'declared-hostname': {
      const declared = value as FactValue<'declared-hostname'>;
      return {
        subject: `file:${declared.file}:${declared.line}`,
        label: `declared host name ${declared.hostname}`,
      };
    }
    default:
      return edgeName(factKind, key, value);
  }
}

function moved({ factKind, before, after }: FactChange): string | undefined {
  if (factKind !== 'guest') {
    return undefined;
  }
  const from = (before as FactValue<'guest'>).node;
  const to = (after as FactValue<'guest'>).node;
  return from === to ? undefined : `moved from ${from} to ${to}`;
}

function changed(change: FactChange): string {
  const move = moved(change);
  const others = differences(change.before, change.after).filter(
    ({ path }) => !(move && path === 'node'),
  );
  const shown = others
    .slice(0, SHOWN)
    .map(({ path, from, to }) => `${path} ${from} → ${to}`);
  const rest = others.length - shown.length;
  return [
    ...(move ? [move] : []),
    ...shown,
    ...(rest > 0 ? [`${rest} more`] : []),
  ].join(', ');
}

/** One difference in words for people. */
export function changeOf(change: FactChange): Change {
  const { subject, label } = nameOf(change);
  const shared = {
    at: change.at,
    sourceId: change.sourceId,
    factKind: change.factKind,
    subject,
  };
  if (!('before' in change)) {
    return { ...shared, kind: 'appeared', summary: `${label} is new` };
  }
  if (!('after' in change)) {
    return { ...shared, kind: 'disappeared', summary: `${label} is gone` };
  }
  return {
    ...shared,
    kind: 'changed',
    summary: `${label}: ${changed(change)}`,
  };
}
