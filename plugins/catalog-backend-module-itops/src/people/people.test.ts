import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { AdminApi, LAB_REALM, LabPerson } from '@sankofa/lab';
import { once } from 'node:events';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { KeycloakPeopleProvider } from './KeycloakPeopleProvider';
import { peopleFromConfig } from './peopleFromConfig';
import { realmEntities } from './realmEntities';

const person = (number: number, groups: string[] = []): LabPerson => ({
  subject: `id-${number}`,
  username: `person.${number}`,
  name: `Person ${number}`,
  duty: 'none',
  groups,
});

/** More than two pages, and a group whose members take more than one. */
const crowd = (size: number) =>
  Array.from({ length: size }, (_, number) =>
    person(number, number < 150 ? ['/teams/chain'] : ['/sankofa-it-viewer']),
  );

describe('people from Keycloak', () => {
  let people: LabPerson[];
  let fault: (path: string, first: number) => number | undefined;
  let server: http.Server;
  let provider: KeycloakPeopleProvider;
  /** What the catalog has of us. */
  let catalog: Entity[];

  async function start(settings: object = {}): Promise<void> {
    const { port } = server.address() as AddressInfo;
    provider = (await peopleFromConfig({
      config: mockServices.rootConfig({
        data: {
          itops: {
            people: {
              keycloak: {
                url: `http://127.0.0.1:${port}/`,
                realm: LAB_REALM,
                clientId: 'importer',
                clientSecret: 'made-up-secret',
                plainHttp: true,
                ...settings,
              },
            },
          },
        },
      }),
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({ run: async () => {} }),
      }),
    }))!;
    await provider.connect({
      applyMutation: async (mutation: { entities: { entity: Entity }[] }) => {
        catalog = mutation.entities.map(({ entity }) => entity);
      },
    } as unknown as EntityProviderConnection);
  }

  beforeEach(async () => {
    people = crowd(230);
    fault = () => undefined;
    catalog = [];
    const admin = AdminApi.create({
      clientId: 'importer',
      clientSecret: 'made-up-secret',
      people: () => people,
      fault: (path, first) => fault(path, first),
    });
    server = http.createServer(async (request, response) => {
      await admin.handle(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await start();
  });
  afterEach(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });

  const names = (kind: string) =>
    catalog
      .filter(entity => entity.kind === kind)
      .map(({ metadata }) => metadata.name);

  it('are all of them, in the groups they are in, known by their id', async () => {
    await provider.refresh();
    expect(names('User')).toHaveLength(230);
    expect(names('Group')).toEqual([
      'sankofa-it-viewer',
      'teams',
      'teams-chain',
    ]);
    expect(
      catalog.find(({ metadata }) => metadata.name === 'person.7'),
    ).toEqual(
      expect.objectContaining({
        kind: 'User',
        metadata: expect.objectContaining({
          annotations: expect.objectContaining({ 'keycloak.org/id': 'id-7' }),
        }),
        spec: {
          profile: {
            displayName: 'Person 7',
            email: 'person.7@sankofa.example',
          },
          memberOf: ['teams-chain'],
        },
      }),
    );
    expect(
      catalog.find(({ metadata }) => metadata.name === 'teams-chain')?.spec,
    ).toMatchObject({ parent: 'teams' });
  });

  it('leave the catalog when they left the realm, and not before', async () => {
    await provider.refresh();
    people = crowd(229);
    await provider.refresh();
    expect(names('User')).toHaveLength(229);
  });

  it.each<[string, (path: string, first: number) => number | undefined]>([
    ['the first page of users', path => (path === '/users' ? 500 : undefined)],
    [
      'the last page of users',
      (path, first) => (path === '/users' && first === 199 ? 503 : undefined),
    ],
    ['the groups', path => (path === '/groups' ? 403 : undefined)],
    [
      'a page of members',
      (path, first) =>
        path.endsWith('/members') && first === 99 ? 500 : undefined,
    ],
    [
      'the groups of a group',
      path => (path.endsWith('/children') ? 502 : undefined),
    ],
  ])('stay as they were when %s cannot be read', async (_, broken) => {
    await provider.refresh();
    const before = catalog;
    fault = broken;
    people = crowd(230).slice(1);
    await expect(provider.refresh()).rejects.toThrow(/Keycloak 127.0.0.1/);
    expect(catalog).toBe(before);
    fault = () => undefined;
    await provider.refresh();
    expect(names('User')).toHaveLength(229);
  });

  it('stay as they were when somebody leaves between two pages: the next one would be missed', async () => {
    await provider.refresh();
    const before = catalog;
    fault = path => {
      if (path === '/users') {
        people = people.slice(1);
      }
      return undefined;
    };
    await expect(provider.refresh()).rejects.toThrow(
      /changed while it was read/,
    );
    expect(catalog).toBe(before);
  });

  it('stay as they were when the realm shows nobody', async () => {
    await provider.refresh();
    const before = catalog;
    people = [];
    await expect(provider.refresh()).rejects.toThrow(/not believed/);
    expect(catalog).toBe(before);
  });

  it('are asked for again when a token is over, and not with a wrong secret', async () => {
    let asked = 0;
    fault = () => (++asked === 2 ? 401 : undefined);
    await provider.refresh();
    expect(names('User')).toHaveLength(230);
    await start({ clientSecret: 'another-secret' });
    const refused = await provider.refresh().catch(error => error.message);
    expect(refused).toMatch(/gives importer no token \(401\)/);
    expect(refused).not.toContain('another-secret');
  });
});

describe('realmEntities', () => {
  const where = { address: 'https://sso.example.com', realm: 'sankofa' };
  const user = (username: string, enabled = true) => ({
    id: `id of ${username}`,
    username,
    enabled,
  });

  it('leaves out who is disabled', () => {
    const users = [user('ama'), user('left', false)];
    expect(
      realmEntities({ users, groups: [] }, where).map(
        ({ metadata }) => metadata.name,
      ),
    ).toEqual(['ama']);
  });

  it('makes no two people one', () => {
    for (const [one, other] of [
      ['a b', 'a-b'],
      ['Ama', 'ama'],
    ]) {
      expect(() =>
        realmEntities({ users: [user(one), user(other)], groups: [] }, where),
      ).toThrow(/would be one entity/);
    }
    expect(() =>
      realmEntities({ users: [user('***')], groups: [] }, where),
    ).toThrow(/no character/);
  });
});
