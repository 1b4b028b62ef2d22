import {
  ConnectorError,
  SshClient,
  SshConfig,
  connectSsh,
} from '@sankofa/plugin-itops-node';
import { HardwareSshConfig } from '../config';

/**
 * All that is ever run on a node to learn what it is built of: fixed texts, nothing is put
 * into them. They only print.
 */
export const HARDWARE_COMMANDS = {
  system: 'dmidecode -t system',
  disks: 'lsblk -J -b -d -o NAME,TYPE,SIZE,MODEL,SERIAL,ROTA,TRAN',
  links: 'ip -j -d link show',
} as const;

/** @public */
export type HardwareCommand = keyof typeof HARDWARE_COMMANDS;

/** What a command printed, or why it did not. */
export type HardwarePrint = { text: string } | { error: ConnectorError };

const DEADLINE_MS = 20_000;
/** Some thousand disks and links. */
const MAX_BYTES = 8 * 1024 * 1024;

async function print(
  client: SshClient,
  name: HardwareCommand,
  { node, sudo, signal }: { node: string; sudo: boolean; signal: AbortSignal },
): Promise<HardwarePrint> {
  const command = HARDWARE_COMMANDS[name];
  // Only the tables of the firmware are kept from users.
  const asRoot = sudo && name === 'system';
  try {
    const { code, stdout, stderr } = await client.exec(
      asRoot ? `sudo -n ${command}` : command,
      { signal, deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES },
    );
    if (code === 0) {
      return { text: stdout.toString('utf8') };
    }
    const said = stderr || `exit code ${code}`;
    return {
      error: new ConnectorError(
        /permission denied|sudo:|must be root/i.test(said)
          ? 'insufficient-privileges'
          : 'invalid-answer',
        `${node}: ${command}: ${said}. ${
          name === 'system'
            ? 'dmidecode needs root: set "sudo: true" and allow exactly this command without a password.'
            : 'Run it there by hand as this user.'
        }`,
      ),
    };
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { error };
    }
    throw error;
  }
}

/**
 * Runs the three commands on one node over one session with a pinned host key.
 *
 * @throws ConnectorError when there is no session
 */
export async function readHardware(
  { node, ssh, sudo }: HardwareSshConfig & { ssh: SshConfig },
  { signal }: { signal: AbortSignal },
): Promise<Record<HardwareCommand, HardwarePrint>> {
  const client = await connectSsh(ssh, { signal });
  try {
    const options = { node, sudo, signal };
    return {
      system: await print(client, 'system', options),
      disks: await print(client, 'disks', options),
      links: await print(client, 'links', options),
    };
  } finally {
    client.close();
  }
}
