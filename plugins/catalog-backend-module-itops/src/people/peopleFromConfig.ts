import {
  LoggerService,
  RootConfigService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { HttpClient, loadTls, tlsFromConfig } from '@sankofa/plugin-itops-node';
import { KeycloakPeopleProvider } from './KeycloakPeopleProvider';
import { KeycloakReader, tokenPathOf } from './KeycloakReader';

const WHERE = 'itops.people.keycloak';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 3 },
};

/**
 * @returns undefined where `itops.people.keycloak` is not configured
 * @throws InputError, ConnectorError that name what is wrong with it
 */
export async function peopleFromConfig(options: {
  config: RootConfigService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<KeycloakPeopleProvider | undefined> {
  const { logger, scheduler } = options;
  const config = options.config.getOptionalConfig(WHERE);
  if (!config) {
    return undefined;
  }
  const address = config.getString('url').replace(/\/+$/, '');
  const realm = config.getString('realm');
  const schedule = config.getOptionalConfig('schedule');
  return KeycloakPeopleProvider.create({
    address,
    realm,
    logger,
    taskRunner: scheduler.createScheduledTaskRunner(
      schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : DEFAULT_SCHEDULE,
    ),
    reader: KeycloakReader.create({
      realm,
      clientId: config.getString('clientId'),
      clientSecret: config.getString('clientSecret'),
      client: HttpClient.create({
        baseUrl: address,
        tls: await loadTls(tlsFromConfig(config, WHERE), address),
        plainHttp: config.getOptionalBoolean('plainHttp'),
        loginPath: tokenPathOf(realm),
        loginAs: 'form',
      }),
    }),
  });
}
