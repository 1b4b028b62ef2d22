import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startIdentityProvider } from './startIdentityProvider';

const USAGE = `usage: identity --config-out FILE --redirect URL [--port N]

  --config-out FILE  write the configuration that signs people in with it (mode 600)
  --redirect URL     where the portal takes answers; may be given several times
  --port N           the port to listen on (default: any)

A process of its own, as a real provider is. Prints one line of JSON when it is
ready, and runs until SIGTERM or Ctrl-C.
`;

async function main(): Promise<number | undefined> {
  const { values } = parseArgs({
    options: {
      'config-out': { type: 'string' },
      redirect: { type: 'string', multiple: true },
      port: { type: 'string', default: '0' },
    },
  });
  const configFile = values['config-out'];
  if (!configFile || !values.redirect || !/^\d+$/.test(values.port)) {
    process.stderr.write(USAGE);
    return 64;
  }
  const provider = await startIdentityProvider({
    port: Number(values.port),
    redirectUris: values.redirect,
  });
  const stop = () => {
    provider.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { issuer, clientId, clientSecret } = provider;
  const config = {
    auth: {
      providers: {
        oidc: {
          development: {
            metadataUrl: `${issuer}/.well-known/openid-configuration`,
            clientId,
            clientSecret,
            // Each time: in the demo people change who they are.
            prompt: 'login',
          },
        },
      },
    },
    itops: {
      identity: {
        issuer,
        title: 'a demo account',
        mfa: { acr: ['2'], amr: ['otp'] },
      },
    },
  };
  // JSON is YAML, and needs no library to write it.
  await writeFile(configFile, `${JSON.stringify(config, undefined, 2)}\n`, {
    mode: 0o600,
  });
  process.stdout.write(
    `${JSON.stringify({ ready: true, issuer, config: configFile })}\n`,
  );
  return undefined;
}

main().then(
  code => {
    if (code !== undefined) {
      process.exit(code);
    }
  },
  error => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  },
);
