/** One disagreement that is built into the demo site. @public */
export interface SeededDrift {
  rule: string;
  subject: string;
  severity: 'critical' | 'error' | 'warning' | 'info';
}

function each(
  rule: string,
  severity: SeededDrift['severity'],
  subjects: string[],
): SeededDrift[] {
  return subjects.map(subject => ({ rule, severity, subject }));
}

/**
 * Everything that is wrong at the demo site: between its cluster, its declared files, its proxy and its
 * switches. What a first collection of all sources must find, and nothing else.
 *
 * @public
 */
export const seededDrift: SeededDrift[] = [
  // bridge-relayer and oracle-feeder, both running
  ...each('duplicate-address', 'critical', ['address:192.168.11.142']),
  // sankofa-batch is stopped; tmpl-ubuntu-2404 is a template
  ...each('duplicate-address', 'warning', [
    'address:192.168.11.52',
    'address:192.168.11.160',
  ]),
  // the keys of loki and tempo; the rows of sankofa-auth and sankofa-batch
  ...each('declared-duplicate', 'warning', [
    'address:192.168.11.35',
    'address:192.168.11.52',
  ]),
  ...each('address-mismatch', 'error', ['guest:105', 'guest:5011']),
  // 302 is struck out, and still there
  ...each('guest-undeclared', 'warning', [
    'guest:302',
    'guest:9500',
    'guest:9501',
  ]),
  ...each('guest-missing', 'error', ['guest:7720']),
  ...each('node-mismatch', 'info', ['guest:114']),
  ...each('name-mismatch', 'info', ['guest:113']),
  ...each('address-undeclared', 'warning', [
    'address:192.168.11.23',
    'address:192.168.11.24',
    'address:192.168.11.198',
    'address:192.168.11.199',
  ]),
  // a switch and a NAS are no guests; .99 lives on in a snapshot only
  ...each('address-unused', 'info', [
    'address:192.168.11.2',
    'address:192.168.11.15',
    'address:192.168.11.26',
    'address:192.168.11.66',
    'address:192.168.11.75',
    'address:192.168.11.99',
    'address:192.168.11.143',
  ]),
  ...each('declared-unparsed', 'warning', [
    'file:ip-addresses.conf:106',
    'file:ip-addresses.conf:107',
    'file:ip-addresses.conf:108',
    'file:ALL_VMIDS_ENDPOINTS.md:64',
    'file:PUBLIC_HOSTNAMES.md:20',
  ]),
  // no key, and a key for one socket where there are two
  ...each('subscription-uncovered', 'warning', [
    'node:r630-03',
    'node:r630-04',
  ]),
  // the edge: ghosts, stopped and refused rows, the proxy itself, rows that others replace
  ...each('upstream-unknown', 'error', ['proxy-host:19', 'stream:5']),
  ...each('upstream-down', 'error', [
    'proxy-host:15',
    'proxy-host:18',
    'proxy-host:21',
    'stream:3',
  ]),
  ...each('upstream-loop', 'error', ['proxy-host:16']),
  ...each('upstream-overridden', 'info', ['proxy-host:5', 'proxy-host:6']),
  // its row is overridden, and the table is as old as the row; a port that was mistyped
  ...each('upstream-mismatch', 'error', [
    'hostname:legacy.sankofa.example',
    'hostname:grafana.sankofa.example',
  ]),
  ...each('hostname-undeclared', 'warning', [
    'hostname:uptime.sankofa.example',
  ]),
  // no row, and a row that is switched off
  ...each('hostname-missing', 'error', [
    'hostname:billing.sankofa.example',
    'hostname:scans.sankofa.example',
  ]),
  // two streams on one port; a range that takes the port of another forward in
  ...each('listener-conflict', 'error', [
    'listener:npm/edge/tcp/2222',
    'listener:unifi/udm/wan/tcp/2222',
  ]),
  // "vpn" leads to nobody
  ...each('forward-dangling', 'error', [
    'port-forward:66b0f0a1e4b00000000002c2',
  ]),
  ...each('squatter', 'warning', ['address:192.168.11.93']),
  // chain-indexer, behind the port whose profile leaves its VLAN out
  ...each('vlan-mismatch', 'error', ['guest:5002/net0']),
  // labelled with the node that was there before
  ...each('port-mismatch', 'warning', ['port:sw-core1/5']),
  // the iDRACs, behind a small switch
  ...each('port-unmanaged', 'info', ['port:sw-core1/15']),
  // ml110 is switched off
  ...each('source-unhealthy', 'error', ['source:proxmox/pve-main']),
];
