import {
  ConnectorError,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import {
  NodeHardwareFact,
  ScopeResult,
  parseDmidecodeSystem,
  parseIpLink,
  parseLsblk,
} from '@sankofa/site-model';
import {
  HARDWARE_COMMANDS,
  HardwareCommand,
  HardwarePrint,
} from '../clients/readHardware';

type Prints = Record<HardwareCommand, HardwarePrint>;

function nicsOf(text: string): NodeHardwareFact['nics'] {
  const { links, unread } = parseIpLink(text);
  return links.length === 0 && unread.length > 0
    ? undefined
    : links
        .filter(({ kind }) => kind === 'physical')
        .map(({ name, mac, permanentMac }) => {
          const own = permanentMac ?? mac;
          return { name, ...(own !== undefined && { mac: own }) };
        })
        .sort((left, right) => (left.name < right.name ? -1 : 1));
}

const READERS: {
  [K in HardwareCommand]: (
    text: string,
  ) => Partial<NodeHardwareFact> | undefined;
} = {
  system: parseDmidecodeSystem,
  disks: text => {
    const disks = parseLsblk(text);
    return disks && { disks };
  },
  links: text => {
    const nics = nicsOf(text);
    return nics && { nics };
  },
};

/** The scope of one node, from what its commands printed; each may fail alone. */
export function hardwareScope(node: string, prints: Prints): ScopeResult {
  const scope = `node:${node}`;
  const errors: ConnectorError[] = [];
  let known: Partial<NodeHardwareFact> = {};
  for (const name of Object.keys(READERS) as HardwareCommand[]) {
    const print = prints[name];
    const read = 'text' in print ? READERS[name](print.text) : undefined;
    if (read) {
      known = { ...known, ...read };
    } else {
      errors.push(
        'error' in print
          ? print.error
          : new ConnectorError(
              'invalid-answer',
              `${node}: ${HARDWARE_COMMANDS[name]} printed something else than it should.`,
            ),
      );
    }
  }
  if (errors.length === Object.keys(READERS).length) {
    return failedScope(scope, errors[0]);
  }
  const fact = {
    kind: 'node-hardware' as const,
    key: node,
    value: { ...known, node },
    locator: `${node}: ${Object.values(HARDWARE_COMMANDS).join('; ')}`,
  };
  return errors.length > 0
    ? partialScope(scope, errors[0], [fact])
    : completeScope(scope, [fact]);
}
