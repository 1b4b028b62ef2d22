import { SshClient, SshConfig, connectSsh } from '@sankofa/plugin-itops-node';
import { NodeOutput } from './NodeOutput';
import { NODE_COMMAND, splitNodeOutput } from './nodeScript';

/** Ten thousand neighbours and two thousand links are about 3 MB of JSON. */
const MAX_BYTES = 16 * 1024 * 1024;
const PROBE = 'itops-any-command';

interface SshReading {
  signal: AbortSignal;
  /** For everything, from the connection to the last byte. */
  timeoutMs: number;
}

/** Runs one command in a session of its own, within one deadline. */
async function withSession<T>(
  ssh: SshConfig,
  { signal, timeoutMs }: SshReading,
  use: (client: SshClient, deadlineMs: number) => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const client = await connectSsh(ssh, { signal, readyMs: timeoutMs });
  try {
    const left = timeoutMs - (performance.now() - started);
    return await use(client, Math.max(left, 1));
  } finally {
    client.close();
  }
}

/**
 * Reads both tables of one node in a single round trip.
 *
 * @throws ConnectorError
 */
export function readOverSsh(
  node: string,
  ssh: SshConfig,
  options: SshReading,
): Promise<NodeOutput> {
  return withSession(ssh, options, async (client, deadlineMs) => {
    const { code, stdout, stderr } = await client.exec(NODE_COMMAND, {
      signal: options.signal,
      deadlineMs,
      maxBytes: MAX_BYTES,
    });
    return splitNodeOutput(stdout.toString('utf8'), {
      place: node,
      code,
      stderr,
    });
  });
}

/**
 * Whether the key may run what it likes there: no forced command holds it.
 *
 * @throws ConnectorError
 */
export function mayRunAnything(
  ssh: SshConfig,
  options: SshReading,
): Promise<boolean> {
  return withSession(ssh, options, async (client, deadlineMs) => {
    const { stdout } = await client.exec(`echo ${PROBE}`, {
      signal: options.signal,
      deadlineMs,
      maxBytes: MAX_BYTES,
    });
    return stdout.toString('utf8').trimEnd().endsWith(PROBE);
  });
}
