import { LabEdge } from '../edge';
import { deadHost, proxyHost, redirection, stream } from '../edgeRows';

const WILDCARD = 1;
const STAFF = 1;

/**
 * The public names of the demo site, on edge-proxy-01: with everything that makes the way from
 * a name to a guest less obvious than the list of rows.
 */
export const edge: LabEdge = {
  vmid: 103,
  addresses: ['192.168.11.166', '192.168.11.167'],
  dialect: 'npm',
  version: '2.15.1',
  certificates: [
    {
      id: WILDCARD,
      name: 'wildcard sankofa',
      domains: ['*.sankofa.example', 'sankofa.example'],
      expiresOn: '2027-05-14 08:12:40',
    },
  ],
  accessLists: [{ id: STAFF, name: 'LAN and staff' }],
  proxyHosts: [
    proxyHost(1, 'portal.sankofa.example', 'http://192.168.11.51:3000', {
      certificate: WILDCARD,
    }),
    // The VIP of the portal, under three names in different cases.
    proxyHost(
      2,
      [
        'Status.Sankofa.Example',
        'app.sankofa.example',
        'www.app.sankofa.example',
      ],
      'http://192.168.11.80:3000',
      { certificate: WILDCARD },
    ),
    // A running and a stopped guest have this address.
    proxyHost(3, 'auth.sankofa.example', 'http://192.168.11.52:8080', {
      certificate: WILDCARD,
      freeText: '# proxy_pass http://192.168.11.99:8080;\n',
    }),
    proxyHost(4, 'api.sankofa.example', 'http://192.168.11.53:4000', {
      certificate: WILDCARD,
      locations: {
        '/v1/': 'http://192.168.11.54:3001',
        '/ws': 'http://192.168.11.160:8546',
      },
    }),
    // The row still says rpc-core-1; its location / sends everything to the public node.
    proxyHost(5, 'rpc.sankofa.example', 'http://192.168.11.160:8545', {
      certificate: WILDCARD,
      locations: { '/': 'http://10.111.0.10:8545' },
    }),
    proxyHost(6, 'legacy.sankofa.example', 'http://192.168.11.54:80', {
      freeText:
        'location / {\n  # moved in March\n  proxy_pass http://192.168.11.59:9000;\n}\n',
    }),
    proxyHost(7, 'git.sankofa.example', 'http://192.168.11.30:3000', {
      certificate: WILDCARD,
      freeText: 'client_max_body_size 0;\n',
    }),
    // On the node that is switched off.
    proxyHost(8, 'wiki.sankofa.example', 'http://192.168.11.71:80'),
    proxyHost(9, 'scans.sankofa.example', 'http://192.168.11.73:8080', {
      enabled: false,
    }),
    proxyHost(10, '*.tenants.sankofa.example', 'http://10.200.0.10:8080', {
      certificate: WILDCARD,
    }),
    proxyHost(
      11,
      'borealis.tenants.sankofa.example',
      'http://10.201.0.10:8080',
      { certificate: WILDCARD },
    ),
    proxyHost(12, 'explorer.sankofa.example', 'http://192.168.11.140:4000', {
      certificate: WILDCARD,
    }),
    proxyHost(13, 'cdn.sankofa.example', 'https://origin.example.net:443'),
    proxyHost(14, 'pve.sankofa.example', 'https://192.168.11.11:8006', {
      certificate: WILDCARD,
      accessList: STAFF,
    }),
    // cedar-files is stopped.
    proxyHost(15, 'files.cedar.example', 'http://10.202.0.11:8080'),
    proxyHost(16, 'loop.sankofa.example', 'https://192.168.11.166:443'),
    proxyHost(17, 'six.sankofa.example', 'http://[fd00:11::123]:8080'),
    proxyHost(18, 'shop.cedar.example', 'http://10.202.0.10:8080', {
      freeText: 'gzipp on;\n',
      refusal: 'unknown directive "gzipp" in /data/nginx/proxy_host/18.conf:41',
    }),
    // Nobody has this address.
    proxyHost(19, 'ghost.sankofa.example', 'http://192.168.11.210:8080'),
    proxyHost(20, 'grafana.sankofa.example', 'http://192.168.11.33:3000', {
      certificate: WILDCARD,
      accessList: STAFF,
    }),
    proxyHost(21, 'iam.sankofa.example', 'http://192.168.11.52:8080', {
      locations: { '/realms/': 'http://keycloak.lan:8080' },
      refusal:
        'host not found in upstream "keycloak.lan" in /data/nginx/proxy_host/21.conf:55',
    }),
    // Two running guests have this address.
    proxyHost(22, 'bridge.sankofa.example', 'http://192.168.11.142:8080'),
    proxyHost(23, 'netbox.sankofa.example', 'http://10.160.0.12:8000', {
      certificate: WILDCARD,
      accessList: STAFF,
    }),
    // A container beside the proxy, by its docker name.
    proxyHost(24, 'uptime.sankofa.example', 'http://uptime-kuma:3001'),
    proxyHost(25, 'wallet.sankofa.example', 'http://192.168.11.61:8088', {
      certificate: WILDCARD,
      freeText: 'location /admin {\n  return 403;\n}\n',
    }),
  ],
  redirections: [
    redirection(1, 'www.sankofa.example', 301, 'portal.sankofa.example'),
    redirection(2, 'go.sankofa.example', 302, 'example.org', {
      scheme: 'https',
    }),
    redirection(3, 'start.sankofa.example', 301, 'retired.sankofa.example'),
  ],
  deadHosts: [
    deadHost(1, 'gone.sankofa.example'),
    deadHost(2, 'retired.sankofa.example'),
    deadHost(3, 'parked.sankofa.example', { enabled: false }),
  ],
  streams: [
    stream(1, 'tcp/2222', '192.168.11.30:22'),
    stream(2, 'tcp+udp/30303', '192.168.11.160:30303'),
    stream(3, 'udp/51820', 'vpn.lan:51820', {
      refusal:
        'host not found in upstream "vpn.lan" in /data/nginx/stream/3.conf:12',
    }),
    // The port of stream 1: accepted, and never served.
    stream(4, 'tcp/2222', '192.168.11.37:22'),
    stream(5, 'tcp/5432', '192.168.11.211:5432'),
    stream(6, 'tcp/2525', '192.168.11.23:25'),
    stream(7, 'tcp/9418', '192.168.11.210:9418', { enabled: false }),
  ],
};
