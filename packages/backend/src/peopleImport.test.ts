import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { SignInPortal } from './__testUtils__/SignInPortal';

jest.setTimeout(180_000);

describe('people who come from the admin API of the identity provider', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let portal: SignInPortal;

  beforeAll(async () => {
    folder.setContent({});
    portal = await SignInPortal.start({
      knex: await databases.init('POSTGRES_15'),
      folder,
      people: 'keycloak',
    });
  });
  afterAll(() => portal?.stop());

  it('sign in as themselves, with the roles of the token and the groups of the realm', async () => {
    const { answer } = await portal.signIn('kojo.mensah');
    const { identity, token } = answer.response!.backstageIdentity!;
    expect(identity.userEntityRef).toBe('user:default/kojo.mensah');
    expect(identity.ownershipEntityRefs).toEqual(
      expect.arrayContaining([
        'role:itops/operator',
        'group:default/chain',
        'group:default/sankofa-it-operator',
      ]),
    );
    const entity = '/api/catalog/entities/by-name/user/default/kojo.mensah';
    expect(await portal.backend.status(entity, token)).toBe(200);
  });
});
