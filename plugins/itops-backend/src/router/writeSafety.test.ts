import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { JsonObject } from '@backstage/types';
import { FakeCollector } from '../__testUtils__/collectors';
import { cluster } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

const DEVICES = '/port-records/devices';
const REFRESH = '/inventory/refresh';

function token(subject: string, restrictions: JsonObject[]): JsonObject {
  return {
    type: 'static',
    options: { token: `token-of-${subject}`, subject },
    ...(restrictions.length > 0 && { accessRestrictions: restrictions }),
  };
}

const itops = (permission: string) => ({ plugin: 'itops', permission });

describe('changes over the API', () => {
  const database = testDatabase();
  let portal: TestPortal;
  afterEach(() => portal.stop());

  async function start(config: JsonObject, real = false): Promise<void> {
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [FakeCollector.create().gives(cluster(101))],
      config,
      access: real
        ? [
            authServiceFactory,
            httpAuthServiceFactory,
            permissionsServiceFactory,
          ]
        : undefined,
    });
  }

  async function ask(method: string, path: string, subject?: string) {
    const response = await fetch(`${portal.baseUrl}/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(subject && { authorization: `Bearer token-of-${subject}` }),
      },
      body:
        method === 'POST' && path === DEVICES
          ? JSON.stringify({ name: 'sw1', role: 'switch' })
          : undefined,
    });
    const text = await response.text();
    return {
      status: response.status,
      message: text && JSON.parse(text).error?.message,
    };
  }

  it.each<[string, JsonObject, RegExp]>([
    [
      'permissions are off',
      { permission: { enabled: false } },
      /permission.enabled: .*set permission.enabled: true/,
    ],
    [
      'a token may do everything',
      { backend: { auth: { externalAccess: [token('ci', [])] } } },
      /externalAccess\[0\] \(static\): .*add accessRestrictions/,
    ],
    [
      'tokens of people pass as services',
      {
        backend: {
          auth: {
            externalAccess: [
              {
                type: 'jwks',
                options: { url: 'https://issuer.example/jwks' },
                accessRestrictions: [itops('itops.source.read')],
              },
            ],
          },
        },
      },
      /options issuer, audience, algorithm missing/,
    ],
  ])('are refused while %s, and reading goes on', async (_, config, reason) => {
    await start(config);
    for (const path of [DEVICES, REFRESH]) {
      const answer = await ask('POST', path);
      expect(answer.status).toBe(503);
      expect(answer.message).toMatch(reason);
    }
    expect((await ask('GET', DEVICES)).status).toBe(200);
    // Who may not even ask is not told how the portal is configured.
    portal.denied.add('itops.port.update');
    expect((await ask('POST', DEVICES)).status).toBe(403);
  });

  it('are for people, whatever a token of a service is allowed', async () => {
    await start(
      {
        backend: {
          auth: {
            externalAccess: [
              token('writer', [itops('itops.port.update,itops.ipam.update')]),
              token('collector', [itops('itops.source.refresh')]),
              token('reader', [itops('itops.port.read')]),
              token('elsewhere', [{ plugin: 'catalog' }]),
            ],
          },
        },
      },
      true,
    );
    expect(await ask('POST', DEVICES, 'writer')).toMatchObject({ status: 403 });
    const reserve = await ask('POST', '/ipam/reservations', 'writer');
    expect(reserve.status).toBe(403);
    expect((await ask('POST', REFRESH, 'collector')).status).toBe(202);
    for (const subject of ['writer', 'reader', 'elsewhere']) {
      expect((await ask('POST', REFRESH, subject)).status).toBe(403);
    }
    expect((await ask('GET', DEVICES, 'reader')).status).toBe(200);
    expect((await ask('GET', DEVICES, 'collector')).status).toBe(403);
    expect((await ask('POST', REFRESH)).status).toBe(401);
    expect((await ask('POST', REFRESH, 'nobody')).status).toBe(401);
  });

  it('are not for a service without restrictions, which other plugins are', async () => {
    await start({});
    const { status, message } = await fetch(`${portal.baseUrl}/v1${REFRESH}`, {
      method: 'POST',
      headers: { authorization: 'Bearer mock-service-token' },
    }).then(async response => ({
      status: response.status,
      message: (await response.json()).error.message,
    }));
    expect(status).toBe(403);
    expect(message).toMatch(/accessRestrictions name itops.source.refresh/);
  });
});
