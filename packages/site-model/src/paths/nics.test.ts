import { clusterOnSwitch } from '../__testUtils__/edgeBuilder';
import { siteOf } from '../__testUtils__/siteBuilder';
import { nicsOf, vlanUnderBridge } from './nics';

const [node] = siteOf([
  clusterOnSwitch()
    .nodeInterface('node-a', 'bond0', {
      type: 'bond',
      bondSlaves: ['eno2', 'eno3'],
    })
    .nodeInterface('node-a', 'vmbr2', { bridgePorts: ['bond0'] })
    .nodeInterface('node-a', 'vmbr2.11', { type: 'vlan', vlanTag: 11 })
    .nodeInterface('node-a', 'vmbr110', { bridgePorts: ['eno1.110'] })
    .nodeInterface('node-a', 'storage', {
      type: 'vlan',
      vlanRawDevice: 'eno2',
      vlanTag: 9,
    })
    .nodeInterface('node-a', 'vmbr9', { bridgePorts: ['storage'] })
    .nodeInterface('node-a', 'loop', { bridgePorts: ['loop'] }),
]).nodes;

describe('the network cards under an interface', () => {
  it.each([
    ['vmbr0', ['eno1']],
    ['vmbr1', []],
    ['vmbr2', ['eno2', 'eno3']],
    ['vmbr2.11', ['eno2', 'eno3']],
    ['vmbr110', ['eno1']],
    ['vmbr9', ['eno2']],
    ['eno1', ['eno1']],
    ['loop', ['loop']],
    ['vnet1', undefined],
  ])('%s', (name, expected) => {
    expect(nicsOf(node, name)).toEqual(expected);
  });
});

describe('the VLAN that a bridge is built on', () => {
  it.each([
    ['vmbr110', 110],
    ['vmbr9', 9],
    ['vmbr0', undefined],
    ['vmbr1', undefined],
  ])('%s', (bridge, expected) => {
    expect(vlanUnderBridge(node, bridge)).toBe(expected);
  });
});
