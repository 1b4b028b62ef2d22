import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLab } from './Lab';
import { LabProxyDialect, generateWorld } from './world';

const USAGE = `usage: lab --state DIR [--config-out FILE] [options]

  --state DIR          ports, certificates and secrets are kept here
  --config-out FILE    write the configuration that connects a portal (mode 600)
  --port-base N        the nodes listen on N, N+1, …  (default: free ports, kept)
  --guests N           a generated world of N guests instead of the demo site
  --nodes N            … on so many nodes (default 5)
  --seed N             … always the same for the same seed (default 1)
  --proxy DIALECT      the reverse proxy is npm (default) or npmplus
  --execution          changes can be sent, with the token of a provisioner
  --task-ms N          how long a task of a node runs (default 1500)
  --workers N          answers that a node computes at a time (default 3)
  --call-ms N          latency of every answer (default 2)
  --auth-failure-ms N  delay of a refused token (default 3000)
  --dead-agent-ms N    delay of a guest agent that is not there (default 3000)

Prints one line of JSON when it is ready, and runs until SIGTERM or Ctrl-C.
`;

const number = { type: 'string' } as const;
const options = {
  state: { type: 'string' },
  'config-out': { type: 'string' },
  'port-base': number,
  guests: number,
  nodes: number,
  seed: number,
  proxy: { type: 'string' },
  execution: { type: 'boolean' },
  'task-ms': number,
  workers: number,
  'call-ms': number,
  'auth-failure-ms': number,
  'dead-agent-ms': number,
  help: { type: 'boolean' },
} as const;

/** A wrong word on the command line. */
class UsageError extends Error {}

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--${name} takes a number, not "${text}"`);
  }
  return Number(text);
}

function dialect(text: string | undefined): LabProxyDialect | undefined {
  if (text !== undefined && text !== 'npm' && text !== 'npmplus') {
    throw new UsageError(`--proxy takes npm or npmplus, not "${text}"`);
  }
  return text;
}

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (!values.state) {
    throw new UsageError('--state DIR is missing');
  }
  const guests = count('guests', values.guests);
  const latency = {
    callMs: count('call-ms', values['call-ms']),
    authFailureMs: count('auth-failure-ms', values['auth-failure-ms']),
    taskMs: count('task-ms', values['task-ms']),
    deadAgentMs: count('dead-agent-ms', values['dead-agent-ms']),
  };
  const lab = await startLab({
    stateDir: path.resolve(values.state),
    portBase: count('port-base', values['port-base']),
    proxyDialect: dialect(values.proxy),
    workers: count('workers', values.workers),
    latency: Object.fromEntries(
      Object.entries(latency).filter(([, value]) => value !== undefined),
    ),
    world:
      guests === undefined
        ? undefined
        : generateWorld({
            guests,
            nodes: count('nodes', values.nodes),
            seed: count('seed', values.seed),
          }),
  });
  const stop = () => {
    lab.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const configFile = values['config-out'];
  if (configFile) {
    const config = lab.config({
      executionToken: values.execution ? 'provisioner' : undefined,
    });
    // JSON is YAML, and needs no library to write it.
    await writeFile(configFile, `${JSON.stringify(config, undefined, 2)}\n`, {
      mode: 0o600,
    });
  }
  process.stdout.write(
    `${JSON.stringify({
      ready: true,
      config: configFile,
      control: lab.controlEndpoint,
      nodes: lab.nodes,
      proxy: lab.proxy,
      console: lab.console,
    })}\n`,
  );
}

main().catch(error => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exit(64);
  }
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
