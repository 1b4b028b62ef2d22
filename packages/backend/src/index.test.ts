import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { connectionOf } from './__testUtils__/connectionOf';
import { BackendProcess } from './__testUtils__/BackendProcess';

jest.setTimeout(180_000);

const HEALTH = '/api/itops/v1/health';
const READER = 'token-that-may-read-sources';
const AUDITOR = 'token-that-may-read-the-audit-trail';

/** A static token that may use one permission of the plugin. */
function tokenFor(token: string, permission: string) {
  return {
    type: 'static',
    options: { token, subject: permission },
    accessRestrictions: [{ plugin: 'itops', permission: [permission] }],
  };
}

describe('the backend of the portal', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let backend: BackendProcess;

  async function start(connection: JsonObject, itops: JsonObject = {}) {
    return BackendProcess.start({
      configFile: folder.resolve('app-config.test.json'),
      config: {
        backend: {
          // All plugins in the one database that goes with the test.
          database: { client: 'pg', connection, pluginDivisionMode: 'schema' },
          auth: {
            externalAccess: [
              tokenFor(READER, 'itops.source.read'),
              tokenFor(AUDITOR, 'itops.audit.read'),
            ],
          },
        },
        itops,
      },
    });
  }

  describe('with a database', () => {
    beforeAll(async () => {
      folder.setContent({ 'ip-addresses.conf': 'IP_DOOR="192.0.2.7"\n' });
      const knex = await databases.init('POSTGRES_15');
      const id = 'ip-addresses.conf';
      const file = { id, kind: 'env', path: folder.resolve(id) };
      backend = await start(connectionOf(knex), {
        sources: { declared: [file] },
      });
      await backend.untilReady();
    });
    afterAll(() => backend?.stop());

    it('starts with every plugin and module, and says that it is ready', async () => {
      expect(await backend.status('/.backstage/health/v1/readiness')).toBe(200);
      expect(await backend.status('/.backstage/health/v1/liveness')).toBe(200);
    });

    it('lets a token do what it may, and nothing else', async () => {
      expect(await backend.status(HEALTH, READER)).toBe(200);
      expect(await backend.status(HEALTH, AUDITOR)).toBe(403);
      expect(await backend.status(HEALTH)).toBe(401);
      expect(await backend.status(HEALTH, 'a-token-of-nobody')).toBe(401);
    });

    it.each([
      '/api/catalog/entities',
      '/api/search/query?term=x',
      '/api/notifications/status',
      '/api/user-settings/buckets/x/keys/y',
    ])('does not answer %s to nobody', async route => {
      expect(await backend.status(route)).toBe(401);
    });
  });

  it('ends, and says why, when it cannot start', async () => {
    folder.setContent({});
    const { server, port } = await closedPort();
    backend = await start({ host: '127.0.0.1', port, user: 'itops' });
    try {
      const { code, said } = await backend.untilEnded();
      expect(code).toBe(1);
      expect(said).toMatch(/startup failed/);
      expect(said).toContain('database');
    } finally {
      await backend.stop();
      server.close();
    }
  });
});

/** A port that takes connections only to end them: no database. */
async function closedPort() {
  const server = createServer(socket => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
