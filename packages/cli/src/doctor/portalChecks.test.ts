import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { portalChecks } from './portalChecks';

function failing(data: JsonObject): string[] {
  return portalChecks(new ConfigReader(data))
    .filter(({ status }) => status !== 'ok')
    .map(({ status, title, detail }) => `${status} ${title}: ${detail}`);
}

const permission = { enabled: true };
const accessRestrictions = [
  { plugin: 'itops', permissionAttribute: { action: 'read' } },
];
const withAccess = (...externalAccess: JsonObject[]): JsonObject => ({
  permission,
  backend: { auth: { externalAccess } },
});

describe('portalChecks', () => {
  it('has nothing to say about a configuration of sources alone', () => {
    const data = { itops: { sources: {} } };
    expect(portalChecks(new ConfigReader(data))).toEqual([]);
  });

  it('accepts a portal with permissions and restricted tokens', () => {
    const data = withAccess(
      {
        type: 'static',
        options: { token: 'made-up-token', subject: 'ci' },
        accessRestrictions,
      },
      {
        type: 'jwks',
        options: {
          url: 'https://issuer.example/jwks',
          issuer: 'https://issuer.example',
          audience: 'itops',
          algorithm: 'RS256',
        },
        accessRestrictions,
      },
    );
    expect(failing(data)).toEqual([]);
    expect(portalChecks(new ConfigReader(data))).toHaveLength(4);
  });

  it('fails what makes the backend refuse changes', () => {
    expect(failing({ backend: {} })).toEqual([
      expect.stringMatching(/^fail permission.enabled/),
    ]);
  });

  it('fails when the API answers without sign-in', () => {
    const auth = { dangerouslyDisableDefaultAuthPolicy: true };
    expect(failing({ permission, backend: { auth } })).toEqual([
      expect.stringContaining('without sign-in'),
    ]);
  });

  it('warns about guest sign-in, and fails where production would have it', () => {
    const guest = (options: JsonObject) => ({
      permission,
      backend: {},
      auth: { providers: { guest: options } },
    });
    expect(failing(guest({}))).toEqual([expect.stringMatching(/^warn/)]);
    expect(
      failing(guest({ dangerouslyAllowOutsideDevelopment: true })),
    ).toEqual([expect.stringMatching(/^fail/)]);
  });

  it('warns when nobody confirms who they are before a change', () => {
    const data = (stepUp: string) => ({
      permission,
      backend: {},
      itops: { changes: { stepUp } },
    });
    expect(failing(data('required'))).toEqual([]);
    expect(failing(data('none'))).toEqual([
      expect.stringMatching(/^warn itops.changes.stepUp/),
    ]);
  });
});
