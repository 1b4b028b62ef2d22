import { Config } from '@backstage/config';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { Client, Issuer, custom, errors } from 'openid-client';
import { createHash } from 'node:crypto';
import { CallbackParameters, ConfirmingProvider } from './StepUpService';
import { StepUpKeys } from './stepUpKeys';

const TIMEOUT_MS = 10_000;

interface Options {
  /** `auth.providers.oidc.<environment>`: the provider people sign in with. */
  config: Config;
  issuer: string;
  /** Values of `acr` that prove a second factor. */
  acr: readonly string[];
  /** Where the provider sends people back to; its client has to know it. */
  redirectUri: () => Promise<string>;
}

/** Asks the identity provider to see a person again: code flow with PKCE, state and nonce. */
export class OidcProvider implements ConfirmingProvider {
  private client?: Promise<Client>;

  private constructor(private readonly options: Options) {}

  static create(options: Options): OidcProvider {
    return new OidcProvider(options);
  }

  /** Nothing of it is trusted afterwards: all of it can be edited in the address. */
  async address(keys: StepUpKeys): Promise<string> {
    const client = await this.known();
    const { acr, config } = this.options;
    const scopes = config.getOptionalString('additionalScopes');
    return client.authorizationUrl({
      scope: ['openid profile', scopes].filter(Boolean).join(' '),
      state: keys.state,
      nonce: keys.nonce,
      code_challenge: createHash('sha256')
        .update(keys.verifier)
        .digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: 0,
      // Keycloak takes the first for essential, and others only know the second.
      ...(acr.length > 0 && { acr_values: acr.join(' ') }),
      claims: {
        id_token: {
          auth_time: { essential: true },
          ...(acr.length > 0 && { acr: { essential: true, values: [...acr] } }),
        },
      },
    });
  }

  async claims(
    parameters: CallbackParameters,
    keys: StepUpKeys,
  ): Promise<unknown> {
    const client = await this.known();
    try {
      const tokens = await client.callback(
        await this.options.redirectUri(),
        parameters,
        {
          response_type: 'code',
          state: keys.state,
          nonce: keys.nonce,
          code_verifier: keys.verifier,
        },
      );
      return tokens.claims();
    } catch (error) {
      if (error instanceof errors.OPError || error instanceof errors.RPError) {
        throw new NotAllowedError(
          `The identity provider did not confirm it: ${error.message}`,
        );
      }
      throw unreachable(error);
    }
  }

  /** Found when it is first needed, and looked for again after a failure. */
  private known(): Promise<Client> {
    this.client ??= this.discover().catch(error => {
      this.client = undefined;
      throw unreachable(error);
    });
    return this.client;
  }

  private async discover(): Promise<Client> {
    const { config, issuer: expected, redirectUri } = this.options;
    const issuer = await Issuer.discover(config.getString('metadataUrl'));
    if (issuer.metadata.issuer !== expected) {
      throw new Error(
        `its metadata are of ${issuer.metadata.issuer}, and itops.identity.issuer is ${expected}`,
      );
    }
    const client = new issuer.Client({
      client_id: config.getString('clientId'),
      client_secret: config.getString('clientSecret'),
      redirect_uris: [await redirectUri()],
      response_types: ['code'],
      token_endpoint_auth_method:
        (config.getOptionalString('tokenEndpointAuthMethod') as
          | 'client_secret_basic'
          | undefined) ?? 'client_secret_basic',
      id_token_signed_response_alg:
        config.getOptionalString('tokenSignedResponseAlg') ?? 'RS256',
    });
    client[custom.http_options] = (_, options) => ({
      ...options,
      timeout: TIMEOUT_MS,
    });
    return client;
  }
}

function unreachable(error: unknown): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `The identity provider cannot be asked: ${
      error instanceof Error ? error.message : error
    }`,
  );
}
