import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { writeSafetyChecks } from './writeSafetyChecks';

function failing(data: JsonObject): string[] {
  return writeSafetyChecks(new ConfigReader(data))
    .filter(({ status }) => status === 'fail')
    .map(({ title, detail }) => `${title}: ${detail}`);
}

const permission = { enabled: true };
const options = { token: 'made-up-token', subject: 'ci' };
const readOnly = [{ plugin: 'itops', permissionAttribute: { action: 'read' } }];
const withAccess = (...externalAccess: JsonObject[]): JsonObject => ({
  permission,
  backend: { auth: { externalAccess } },
});

describe('writeSafetyChecks', () => {
  it('fails when permissions are off or not named', () => {
    for (const data of [{}, { permission: { enabled: false } }]) {
      expect(failing(data)).toEqual([
        expect.stringMatching(
          /^permission.enabled: .*permission.enabled: true/,
        ),
      ]);
    }
    expect(failing({ permission })).toEqual([]);
  });

  it.each(['static', 'legacy'])(
    'fails a %s token without restrictions',
    type => {
      expect(failing(withAccess({ type, options }))).toEqual([
        expect.stringMatching(
          `^backend.auth.externalAccess\\[0\\] \\(${type}\\): may call every plugin`,
        ),
      ]);
    },
  );

  it('fails restrictions where they have no effect', () => {
    expect(
      failing(
        withAccess({
          type: 'static',
          options: { ...options, accessRestrictions: readOnly },
        }),
      ),
    ).toEqual([expect.stringContaining('move them up')]);
  });

  it.each<JsonObject>([
    { plugin: 'itops' },
    { plugin: 'itops', permission: [] },
    { plugin: 'itops', permissionAttribute: {} },
  ])('fails a token that may do everything here: %j', restriction => {
    expect(
      failing(
        withAccess({
          type: 'static',
          options,
          accessRestrictions: [restriction],
        }),
      ),
    ).toEqual([expect.stringContaining('may do everything in itops')]);
  });

  it('accepts tokens that are restricted here, or that never get here', () => {
    for (const accessRestrictions of [
      readOnly,
      [{ plugin: 'itops', permission: 'itops.source.refresh' }],
      [{ plugin: 'catalog' }],
    ]) {
      expect(
        failing(withAccess({ type: 'static', options, accessRestrictions })),
      ).toEqual([]);
    }
  });

  it.each(['issuer', 'audience'])(
    'fails a JWKS entry without %s: tokens of people would pass as a service',
    missing => {
      const jwks: JsonObject = {
        url: 'https://issuer.example/jwks',
        issuer: 'https://issuer.example',
        audience: ['itops'],
        algorithm: 'RS256',
        [missing]: undefined,
      };
      const entry = { type: 'jwks', accessRestrictions: readOnly };
      expect(failing(withAccess({ ...entry, options: jwks }))).toEqual([
        expect.stringContaining(`options ${missing} missing`),
      ]);
      expect(
        failing(
          withAccess({ ...entry, options: { ...jwks, [missing]: ['x'] } }),
        ),
      ).toEqual([]);
    },
  );

  it('fails the old shared secrets, which Backstage still takes as tokens of services', () => {
    expect(
      failing({
        permission,
        backend: { auth: { keys: [{ secret: 'bWFkZS11cA==' }] } },
      }),
    ).toEqual([expect.stringMatching(/^backend.auth.keys\[0\].*remove/)]);
  });

  it('never shows a token', () => {
    const secret = 'very-secret-value';
    const checks = writeSafetyChecks(
      new ConfigReader({
        backend: {
          auth: {
            externalAccess: [{ type: 'static', options: { token: secret } }],
            keys: [{ secret }],
          },
        },
      }),
    );
    expect(checks).toHaveLength(3);
    expect(JSON.stringify(checks)).not.toContain(secret);
  });
});
