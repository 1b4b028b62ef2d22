import { ConfigReader } from '@backstage/config';
import { identitySettingsFromConfig } from './identitySettingsFromConfig';

const provider = { development: { clientId: 'itops-portal' } };
const identity = {
  issuer: 'https://sso.example.com/realms/sankofa',
  mfa: { acr: ['2'] },
};

function read(
  changes: Record<string, unknown> = {},
  auth: Record<string, unknown> = {},
) {
  return identitySettingsFromConfig(
    new ConfigReader({
      auth: { providers: { oidc: provider }, ...auth },
      itops: { identity: { ...identity, ...changes } },
    }),
  );
}

it('has nothing to say where no provider is configured', () => {
  expect(identitySettingsFromConfig(new ConfigReader({}))).toBeUndefined();
});

it('fills in the names of the house', () => {
  expect(read()).toMatchObject({
    issuer: identity.issuer,
    audience: 'itops-portal',
    groupsClaim: 'groups',
    rolesClaim: 'realm_access.roles',
    roles: {
      admin: {
        groups: ['/sankofa-it-admin'],
        realmRoles: ['sankofa-it-admin'],
      },
      viewer: { groups: ['/sankofa-it-viewer'] },
    },
    clientAdmins: { groups: ['/sankofa-client-admin'] },
    acr: ['2'],
    amr: [],
    maxAgeSeconds: 12 * 3600,
  });
});

it('takes the client of the environment that is used', () => {
  expect(
    read(
      {},
      {
        environment: 'production',
        providers: { oidc: { production: { clientId: 'of-production' } } },
      },
    )?.audience,
  ).toBe('of-production');
});

it.each([
  [
    'a group that is in both worlds',
    {
      roles: { operator: { groups: ['/staff'] } },
      clientAdmins: { groups: ['/staff'] },
    },
    /"\/staff" makes people both operator and administrators of clients/,
  ],
  [
    'a realm role that is in both worlds',
    { clientAdmins: { realmRoles: ['sankofa-it-finance'] } },
    /"sankofa-it-finance" makes people both finance/,
  ],
  [
    'a role that is none',
    { roles: { root: {} } },
    /"root" is no role; there are viewer/,
  ],
  ['no proof of a second factor', { mfa: {} }, /neither acr nor amr/],
  [
    'a level that proves nothing',
    { mfa: { acr: ['0', '2'] } },
    /"0" proves no second factor/,
  ],
  [
    'a password as the proof',
    { mfa: { amr: ['pwd'] } },
    /"pwd" proves no second factor/,
  ],
  [
    'an age that never ends',
    { mfa: { acr: ['2'], maxAge: { days: 400 } } },
    /between a minute and seven days/,
  ],
])('does not start with %s', (_, changes, message) => {
  expect(() => read(changes)).toThrow(message);
});

it.each([
  [
    'tokens that outlive the provider',
    { experimentalRefreshToken: { enabled: true } },
    /people who left would stay/,
  ],
  [
    'a client whose tokens pass for ours',
    { providers: { oidc: { development: { clientId: 'backstage' } } } },
    /another name/,
  ],
])('does not start with %s', (_, auth, message) => {
  expect(() => read({}, auth)).toThrow(message);
});

it('does not start with a provider and no word about roles', () => {
  expect(() =>
    identitySettingsFromConfig(
      new ConfigReader({ auth: { providers: { oidc: provider } } }),
    ),
  ).toThrow('nobody could be given a role');
});
