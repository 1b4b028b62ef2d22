import {
  NODE_MAC,
  STRANGER,
  SWITCH,
  clusterOnSwitch,
  consoleWithNode,
} from '../../__testUtils__/edgeBuilder';
import { siteOf } from '../../__testUtils__/siteBuilder';
import { cable, device, end, port } from '../__testUtils__/records';
import { Cable, PortMap } from '../portMap';
import { compareObserved } from './compareObserved';

function records(...cables: Cable[]): PortMap {
  return {
    devices: [
      device('core'),
      device('gate', { role: 'gateway' }),
      device('node-a', { role: 'host', model: 'PowerEdge R630' }),
      device('node-b', { role: 'host' }),
    ],
    ports: [
      ...[1, 2, 9].map(number => port('core', `p${number}`, { number })),
      port('gate', 'lan1', { number: 1 }),
      port('gate', 'lan2', { number: 2 }),
      port('node-a', 'Gig-E 1'),
      port('node-a', 'Gig-E 2'),
      port('node-b', 'eno1'),
    ],
    cables,
  };
}

function verdicts(
  cables: Cable[],
  console = consoleWithNode(),
): Record<string, string> {
  const site = siteOf([clusterOnSwitch(), console]);
  return Object.fromEntries(
    compareObserved(records(...cables), site).map(({ port: at, verdict }) => [
      `${at.device} ${at.name}`,
      verdict,
    ]),
  );
}

const TO_NODE = cable(end('core', 'p1'), end('node-a', 'Gig-E 1'));
const TO_GATE = cable(end('core', 'p9'), end('gate', 'lan1'));

describe('compareObserved', () => {
  it('says where records and readings name the same far end', () => {
    expect(verdicts([TO_NODE, TO_GATE])).toEqual({
      'core p1': 'agreed',
      'core p9': 'agreed',
      'gate lan1': 'agreed',
    });
  });

  it('says which ports are plugged in and nobody wrote down', () => {
    expect(verdicts([])).toEqual({
      'core p1': 'unrecorded',
      'core p9': 'unrecorded',
      'gate lan1': 'unrecorded',
    });
  });

  it('does not take silence for a contradiction', () => {
    expect(
      verdicts([cable(end('core', 'p2'), end('node-b', 'eno1'))]),
    ).toMatchObject({ 'core p2': 'unseen' });
  });

  it('shows both sides where another device is there', () => {
    const site = siteOf([clusterOnSwitch(), consoleWithNode()]);
    const map = records(cable(end('core', 'p1'), end('node-b', 'eno1')));
    const [first] = compareObserved(map, site);
    expect(first).toMatchObject({
      verdict: 'conflict',
      recorded: [{ device: 'node-b', port: 'eno1' }],
      observed: [
        {
          via: 'learned',
          name: 'node-a',
          mac: NODE_MAC,
          sourceId: 'unifi/udm',
          freshness: { freshness: 'fresh' },
        },
      ],
    });
    expect(map.cables[0].b.device).toBe('node-b');
  });

  it('knows a port by the name that its system has for it', () => {
    const announcing = (portId: string) =>
      consoleWithNode().port(2, {
        lldp: [{ chassisId: 'aa', systemName: 'node-a.lan', portId }],
      });
    const second = cable(end('core', 'p2'), end('node-a', 'Gig-E 2'));
    expect(verdicts([second], announcing('eno2'))['core p2']).toBe('agreed');
    expect(verdicts([second], announcing('eno1'))['core p2']).toBe('conflict');
    // A port that the records do not have proves nothing.
    expect(verdicts([second], announcing('enp9'))['core p2']).toBe('agreed');
  });

  it('notices the wrong port of the right switch', () => {
    const wrong = cable(end('core', 'p9'), end('gate', 'lan2'));
    expect(verdicts([wrong])['core p9']).toBe('conflict');
  });

  it('leaves strangers, guests and ports without a number aside', () => {
    const console = consoleWithNode().client(STRANGER, 2);
    expect(verdicts([], console)['core p2']).toBeUndefined();
    const site = siteOf([clusterOnSwitch(), consoleWithNode()]);
    const map = records();
    const unnumbered = {
      ...map,
      ports: map.ports.map(({ number: _, ...rest }) => rest),
    };
    expect(compareObserved(unnumbered, site)).toEqual([]);
  });

  it('knows a switch by a MAC that is written down, whatever it is called', () => {
    const site = siteOf([clusterOnSwitch(), consoleWithNode()]);
    const map = records(TO_NODE);
    const renamed = {
      ...map,
      devices: [...map.devices, device('cellar')],
      ports: [
        port('cellar', 'p1', { number: 1 }),
        port('cellar', 'mgmt', { macs: [SWITCH] }),
      ],
      cables: [],
    };
    expect(compareObserved(renamed, site)).toMatchObject([
      { port: { device: 'cellar' }, verdict: 'unrecorded' },
    ]);
  });
});
