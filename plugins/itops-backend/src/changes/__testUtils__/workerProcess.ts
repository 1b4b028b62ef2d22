import { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import { crashPointFromEnv } from '../crashPoint';
import { createChanges } from '../createChanges';
import { SOURCE, benchOptions } from './benchWorld';
import { remoteExecutor } from './remoteExecutor';

/*
 * A worker in a process of its own, to be killed: started with the connection to the
 * database, the address of the executor and its lease, it carries changes out until its
 * starter lets go of it.
 */
const { connection, leaseMs, url } = JSON.parse(process.argv[2]);

const say = (line: string) => process.stderr.write(`${line}\n`);
const logger: LoggerService = {
  error: say,
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => logger,
};

const knex = knexFactory({ client: 'pg', connection });
const executor = remoteExecutor(url, SOURCE);
const { options } = benchOptions(knex, executor, logger);
const { worker } = createChanges({
  ...options,
  times: { pollMs: 5, idleMs: 50, laterMs: 50, leaseMs },
  at: crashPointFromEnv(process.env),
});
worker.start();
process.send!('ready');
process.on('disconnect', async () => {
  await worker.stop();
  await knex.destroy();
});
