import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, state } from './paths.mjs';

/** A secret that is made once and kept, so that sessions survive a restart. */
async function keptSecret(name) {
  const file = path.join(state, name);
  if (!existsSync(file)) {
    await writeFile(file, randomBytes(24).toString('base64'), { mode: 0o600 });
  }
  return (await readFile(file, 'utf8')).trim();
}

const EVERYDAY = [
  'guest.create',
  'guest.start',
  'guest.shutdown',
  'guest.stop',
  'guest.resize-disk',
  'guest.set-network',
  'guest.set-tags',
];

/** What may be changed at the demo site: containers of one pool, on two of its nodes. */
const CHANGE_POLICY = {
  version: 'demo-1',
  allow: [
    {
      verbs: [...EVERYDAY, 'guest.destroy'],
      nodes: ['r630-03', 'r630-04'],
      vmids: [7850, 7899],
      pools: ['it-managed'],
      storages: ['local-zfs'],
      bridges: ['vmbr0'],
      vlans: [0, 11, 110, 111, 112, 120],
      templates: ['local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst'],
    },
  ],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'IT-\\d+', approvalHours: 24 },
    high: { approvals: 2, ticketPattern: 'IT-\\d+', approvalHours: 4 },
  },
  risk: {
    ...Object.fromEntries(EVERYDAY.map(verb => [verb, 'normal'])),
    'guest.destroy': 'high',
  },
  protectedTags: [],
  freezes: [],
};

/**
 * Writes what only the demo needs: its database, its ports, its guest sign-in.
 * None of it is part of the committed configuration, so production cannot inherit it.
 */
export async function writeDemoConfig({ postgres, port, frontendPort }) {
  await mkdir(state, { recursive: true });
  const readToken = await keptSecret('read-token');
  const portal = `http://localhost:${frontendPort ?? port}`;
  const config = {
    app: { baseUrl: portal },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      cors: { origin: portal },
      csp: { 'upgrade-insecure-requests': false },
      database: {
        client: 'pg',
        connection: {
          host: postgres.host,
          port: postgres.port,
          user: postgres.user,
          password: postgres.password,
        },
      },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: readToken, subject: 'demo-read-token' },
            accessRestrictions: [
              {
                plugin: 'itops',
                permission: [
                  'itops.inventory.read',
                  'itops.finding.read',
                  'itops.source.read',
                ],
              },
            ],
          },
          {
            type: 'static',
            options: {
              token: await keptSecret('refresh-token'),
              subject: 'demo-refresh-token',
            },
            accessRestrictions: [
              { plugin: 'itops', permission: ['itops.source.refresh'] },
            ],
          },
        ],
      },
    },
    auth: {
      environment: 'development',
      session: { secret: await keptSecret('session-secret') },
      providers: {
        guest: {
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: [
            'user:default/guest',
            'group:default/it-platform',
            // People prove their roles; only the guest of the demo is given one. The
            // catalog must not have this guest: what it says would count instead.
            'role:itops/admin',
          ],
        },
      },
    },
    itops: { changes: { policy: CHANGE_POLICY } },
    catalog: {
      locations: [
        {
          type: 'file',
          target: path.join(root, 'packages/lab/site/org.yaml'),
          rules: [{ allow: ['User', 'Group', 'System', 'Domain'] }],
        },
        { type: 'file', target: path.join(root, 'catalog-info.yaml') },
      ],
    },
  };
  const file = path.join(state, 'app-config.demo.yaml');
  // JSON is YAML, and needs no library here.
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`, {
    mode: 0o600,
  });
  await writeFile(
    path.join(state, 'demo.json'),
    JSON.stringify({ port, portal, readToken }),
    { mode: 0o600 },
  );
  return file;
}
