import { MockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { LAB_REALM, labPeople } from '@sankofa/lab';
import { Knex } from 'knex';
import path from 'node:path';
import { BackendProcess, freePort } from './BackendProcess';
import { Browserless, Proof, SignInAnswer } from './Browserless';
import { IdentityProcess } from './IdentityProcess';
import { connectionOf } from './connectionOf';

const LOOK_MS = 500;

const PEOPLE_OF_THE_DEMO = {
  type: 'file',
  target: path.resolve(__dirname, '../../../lab/site/org.yaml'),
  rules: [{ allow: ['User', 'Group', 'System', 'Domain'] }],
};

/** The admin API of the provider, as an installation would name it. */
function realmOf({ config }: IdentityProcess): JsonObject {
  const { auth, itops } = config as Record<string, any>;
  const { clientId, clientSecret } = auth.providers.oidc.development;
  return {
    keycloak: {
      // By its number: names that lead to this machine are refused.
      url: itops.identity.issuer.replace('localhost', '127.0.0.1'),
      realm: LAB_REALM,
      clientId,
      clientSecret,
      plainHttp: true,
    },
  };
}

/** The portal and the provider its people sign in with, a process each. */
export class SignInPortal {
  private constructor(
    readonly backend: BackendProcess,
    private readonly identity: IdentityProcess,
  ) {}

  /**
   * Waits until the people of the demo can sign in.
   *
   * @param folder - where configuration may be written
   * @param entities - name of a file in it with resources of the catalog
   */
  static async start(options: {
    knex: Knex;
    folder: MockDirectory;
    entities?: string;
    externalAccess?: JsonObject[];
    /** `itops.changes` */
    changes?: JsonObject;
    /** Where the catalog has its people from. Default: the file of the demo. */
    people?: 'file' | 'keycloak';
  }): Promise<SignInPortal> {
    const {
      knex,
      folder,
      entities,
      externalAccess = [],
      changes,
      people,
    } = options;
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const identity = await IdentityProcess.start({
      configFile: folder.resolve('identity.json'),
      redirectUris: [
        `${baseUrl}/api/auth/oidc/handler/frame`,
        `${baseUrl}/api/itops/v1/step-up/callback`,
      ],
    });
    const { auth, itops } = identity.config as Record<string, JsonObject>;
    const backend = await BackendProcess.start({
      port,
      configFile: folder.resolve('app-config.test.json'),
      config: {
        app: { baseUrl },
        backend: {
          auth: { externalAccess },
          database: {
            client: 'pg',
            connection: connectionOf(knex),
            pluginDivisionMode: 'schema',
          },
        },
        auth: { ...auth, session: { secret: 'of-this-test-alone' } },
        itops: {
          ...itops,
          ...(changes && { changes }),
          ...(people === 'keycloak' && { people: realmOf(identity) }),
        },
        catalog: {
          locations: [
            ...(people === 'keycloak' ? [] : [PEOPLE_OF_THE_DEMO]),
            ...(entities
              ? [
                  {
                    type: 'file',
                    target: folder.resolve(entities),
                    rules: [{ allow: ['Resource'] }],
                  },
                ]
              : []),
          ],
        },
      },
    });
    const portal = new SignInPortal(backend, identity);
    try {
      await backend.untilReady();
      await portal.untilPeopleAreKnown();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  async signIn(
    username: string,
    proof: Proof = { secondFactor: true },
  ): Promise<{ browser: Browserless; answer: SignInAnswer }> {
    const person = labPeople.find(each => each.username === username)!;
    const browser = new Browserless(this.backend.baseUrl);
    return { browser, answer: await browser.signIn(person.subject, proof) };
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.identity.stop();
  }

  /** The catalog takes its people in when it has started. */
  private async untilPeopleAreKnown(): Promise<void> {
    for (;;) {
      const { answer } = await this.signIn('efua.owusu');
      if (answer.response) {
        return;
      }
      if (!answer.error?.message.includes('exactly one person')) {
        throw new Error(`Refused for another reason: ${answer.error?.message}`);
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }
}
