import {
  clusterOnSwitch,
  ConsoleBuilder,
  consoleWithNode,
  GATEWAY,
  NODE_MAC,
  SWITCH,
} from '../__testUtils__/edgeBuilder';
import { AT, NO_OPTIONS } from '../__testUtils__/siteBuilder';
import { SourceSnapshot } from '../observations';
import { buildSite } from '../site';
import { connectionsOf } from './connections';

const NODE = 'proxmox/pve-main/node-a';
const port = (number: number) => `unifi/udm/${SWITCH}/${number}`;

function connections(console: SourceSnapshot) {
  const site = buildSite([clusterOnSwitch().build(), console], NO_OPTIONS, AT);
  return connectionsOf(site);
}

function portsOfNode(console: SourceSnapshot) {
  return connections(console).nodePorts.get(NODE);
}

/** Ports 1 and 2 of a switch, without any client. */
function quietConsole() {
  return ConsoleBuilder.create().switch(SWITCH, { name: 'core' });
}

describe('connectionsOf', () => {
  it('leads from a node to the port where its MAC is listed, seen now or earlier', () => {
    expect(portsOfNode(consoleWithNode().build())).toEqual([port(1)]);
    const asleep = quietConsole()
      .port(1)
      .port(2)
      .client(NODE_MAC, 2, { address: '10.0.0.1', presence: 'stale' });
    expect(portsOfNode(asleep.build())).toEqual([port(2)]);
  });

  it('stays the same while the controller or the cluster cannot be read', () => {
    const before = connections(consoleWithNode().build());
    expect(connections(consoleWithNode().failed().build())).toEqual(before);
    const site = buildSite(
      [clusterOnSwitch().failed().build(), consoleWithNode().build()],
      NO_OPTIONS,
      AT,
    );
    expect(connectionsOf(site)).toEqual(before);
  });

  it('leads to every port where the node announces itself or is listed', () => {
    const both = consoleWithNode().port(3, {
      lldp: [{ chassisId: '02:00:00:00:bb:09', systemName: 'node-a' }],
    });
    expect(portsOfNode(both.build())).toEqual([port(1), port(3)]);
  });

  it('takes the last MAC of a dead port only where the node is nowhere else', () => {
    const last = { up: false, lastMac: NODE_MAC, lastAddress: '10.0.0.1' };
    expect(portsOfNode(quietConsole().port(3, last).build())).toEqual([
      port(3),
    ]);
    expect(portsOfNode(consoleWithNode().port(3, last).build())).toEqual([
      port(1),
    ]);
  });

  it('says nothing of a node that was seen on no port', () => {
    expect(portsOfNode(quietConsole().port(1).build())).toBeUndefined();
  });

  it('takes a link aggregation group as one', () => {
    const group = quietConsole()
      .port(1, { lag: [1, 2] })
      .port(2, { lag: [1, 2] })
      .client(NODE_MAC, 2, { address: '10.0.0.1' });
    expect(portsOfNode(group.build())).toEqual([port(1)]);
  });

  it('leads from a switch to the one above it, by port where it is known', () => {
    expect(connections(consoleWithNode().build()).uplinks).toEqual([
      {
        from: { switchId: `unifi/udm/${SWITCH}`, portsId: port(9) },
        to: {
          switchId: `unifi/udm/${GATEWAY}`,
          portsId: `unifi/udm/${GATEWAY}/1`,
        },
      },
    ]);
    const without = ConsoleBuilder.create()
      .switch(SWITCH, { uplink: { mac: GATEWAY } })
      .switch(GATEWAY, { kind: 'gateway' });
    expect(connections(without.build()).uplinks).toEqual([
      {
        from: { switchId: `unifi/udm/${SWITCH}` },
        to: { switchId: `unifi/udm/${GATEWAY}` },
      },
    ]);
  });
});
