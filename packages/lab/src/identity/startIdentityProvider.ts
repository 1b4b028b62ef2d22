import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { Configuration } from 'oidc-provider';
import { AdminApi } from './AdminApi';
import { Interactions } from './Interactions';
import { labPeople } from './people';

/** Where the demo's provider is, and how the portal is known to it. */
export interface LabIdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  close(): Promise<void>;
}

/** Not `backstage`: that audience is the one of Backstage's own tokens. */
const CLIENT_ID = 'itops-portal';

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

function configuration(options: {
  clientSecret: string;
  redirectUris: readonly string[];
}): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: options.clientSecret,
        redirect_uris: [...options.redirectUris],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [signingKey()] } as Configuration['jwks'],
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    acrValues: ['1', '2'],
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username', 'groups'],
    },
    // As Keycloak: what is about the person stands in the ID token as well.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      revocation: { enabled: true },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: async () => true,
    findAccount(_, id) {
      const person = labPeople.find(({ subject }) => subject === id);
      return (
        person && {
          accountId: id,
          claims: async () => ({
            sub: person.subject,
            name: person.name,
            preferred_username: person.username,
            email: `${person.username}@sankofa.example`,
            email_verified: true,
            groups: [...person.groups],
          }),
        }
      );
    },
    // Nobody is asked whether the company's portal may know their name.
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc;
      const given = session?.grantIdFor(client!.clientId);
      const known = given ? await provider.Grant.find(given) : undefined;
      if (known) {
        // Who confirms that it is them stays signed in: another grant would end the first.
        return known;
      }
      const grant = new provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}

/**
 * A real OpenID provider with the people of the demo and a second factor.
 * Everything it remembers is gone when it ends.
 *
 * @param options.port - the port to listen on; 0 for any
 * @param options.redirectUris - where the portal takes answers
 */
export async function startIdentityProvider(options: {
  port: number;
  redirectUris: readonly string[];
}): Promise<LabIdentityProvider> {
  // It exists as an ES module only, and so this is no import at the top.
  const { Provider } = await import('oidc-provider');
  const clientSecret = randomBytes(24).toString('base64url');
  const server = http.createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${
    (server.address() as net.AddressInfo).port
  }`;
  const provider = new Provider(
    issuer,
    configuration({ clientSecret, redirectUris: options.redirectUris }),
  );
  const interactions = Interactions.create(provider);
  const admin = AdminApi.create({
    clientId: CLIENT_ID,
    clientSecret,
    people: () => labPeople,
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const isAnswered =
      (await interactions.handle(request, response)) ||
      (await admin.handle(request, response));
    if (!isAnswered) {
      await answer(request, response);
    }
  });
  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
