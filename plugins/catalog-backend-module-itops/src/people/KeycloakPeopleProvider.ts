import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { KeycloakReader } from './KeycloakReader';
import { realmEntities } from './realmEntities';

interface Options {
  reader: Pick<KeycloakReader, 'read'>;
  address: string;
  realm: string;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Keeps people and groups of the catalog equal to a realm of Keycloak. The realm is read
 * to the end or not taken at all: nobody leaves the catalog because a page failed.
 */
export class KeycloakPeopleProvider implements EntityProvider {
  private connection?: EntityProviderConnection;

  private constructor(private readonly options: Options) {}

  static create(options: Options): KeycloakPeopleProvider {
    return new KeycloakPeopleProvider(options);
  }

  getProviderName(): string {
    return `KeycloakPeopleProvider:${this.options.realm}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    await this.options.taskRunner.run({
      id: `itops-people-${this.options.realm}`,
      fn: signal => this.refresh(signal),
    });
  }

  /**
   * Reads the realm, and makes the catalog equal to it.
   *
   * @throws ConnectorError, Error: then the catalog is left as it is
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { address, logger, reader, realm } = this.options;
    if (!this.connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    const read = await reader.read(signal);
    const entities = realmEntities(read, { address, realm });
    if (!entities.some(({ kind }) => kind === 'User')) {
      // A service account that may not see them is answered with an empty list.
      throw new Error(
        `Keycloak shows nobody in realm ${realm}, which is not believed: its service account needs the role view-users of realm-management`,
      );
    }
    await this.connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: `itops-people:${realm}`,
      })),
    });
    logger.info(
      `Took ${entities.length} people and groups from realm ${realm}`,
    );
  }
}
