import {
  ConcurrencyLimit,
  ConnectorError,
  SshClient,
  connectSsh,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { ProxmoxSshConfig } from '../config';
import { ProxmoxError } from './ProxmoxError';
import { ProxmoxReadOptions, ProxmoxReader } from './ProxmoxReader';
import { TarReader } from './TarReader';

/** A guest's configuration as a file below `/etc/pve`. */
export interface GuestFile {
  node: string;
  type: 'lxc' | 'qemu';
  vmid: number;
  text: string;
  /** Where it was read, as on the host. */
  path: string;
}

const GUEST_FILE = /^nodes\/([^/]+)\/(lxc|qemu-server)\/(\d{3,9})\.conf$/;
/**
 * sshd lets 10 sessions share a connection (MaxSessions), and a busy one still counts those that have
 * just ended: twice this many must fit, or it refuses some and they are asked for again.
 */
const MAX_CHANNELS = 5;

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * All guest directories as one archive. Nothing else: beside them lie the nodes' private
 * TLS keys. The shell expands the pattern, so that it also works under sudo.
 */
function tarCommand(root: string): string {
  return [
    `cd ${quote(root)} || exit 8`,
    'set --',
    'for d in nodes/*/lxc nodes/*/qemu-server; do if [ -d "$d" ]; then set -- "$@" "$d"; fi; done',
    'if [ $# -eq 0 ]; then echo "no guest directories" >&2; exit 9; fi',
    'exec tar -cf - -b 128 -- "$@"',
  ].join('\n');
}

/** `pvesh get` for a path of the API; its query becomes options. */
function pveshCommand(pvesh: string, path: string): string {
  const url = new URL(path, 'https://pve');
  const options = [...url.searchParams].flatMap(([key, value]) => [
    `--${key}`,
    value,
  ]);
  return ['get', decodeURIComponent(url.pathname), ...options]
    .concat('--output-format', 'json')
    .reduce((command, word) => `${command} ${quote(word)}`, pvesh);
}

/** `pvesh` has no status: 1 no such path, 2 and others an API error, and it hops to other nodes by ssh. */
function explainPvesh(
  host: string,
  path: string,
  code: number,
  stderr: string,
): ConnectorError {
  const said = `${host}: pvesh get ${path}: ${stderr || `exit code ${code}`}`;
  if (/proxy handler failed|^ssh: /i.test(stderr)) {
    return new ProxmoxError('node-offline', said, 595, stderr);
  }
  if (/no '\w+' handler defined|not implemented/i.test(stderr)) {
    return new ProxmoxError('http-error', said, 501, stderr);
  }
  if (/permission check failed/i.test(stderr)) {
    return new ProxmoxError('forbidden', said, 403, stderr);
  }
  if (code === 127 || /sudo:|ipcc_send_rec|command not found/i.test(stderr)) {
    return new ConnectorError(
      'insufficient-privileges',
      `${said}. pvesh needs root: log in as root, or set "sudo: true" and allow it without a password.`,
    );
  }
  return new ProxmoxError('http-error', said, 500, stderr);
}

/**
 * Reads one cluster over a single SSH session to one of its members: guest
 * files of all nodes in one round trip, everything else through `pvesh`.
 */
export class ProxmoxSsh implements ProxmoxReader {
  readonly transport = 'ssh';
  private readonly limit: ConcurrencyLimit;

  private constructor(
    private readonly client: SshClient,
    private readonly config: ProxmoxSshConfig,
    concurrency: number,
    private readonly requestTimeoutMs: number,
  ) {
    this.limit = ConcurrencyLimit.create(Math.min(concurrency, MAX_CHANNELS));
  }

  /** @throws ConnectorError */
  static async connect(
    config: ProxmoxSshConfig,
    options: {
      signal?: AbortSignal;
      concurrency?: number;
      /** For one `pvesh`; it takes a second to start on a busy node. */
      requestTimeoutMs?: number;
    } = {},
  ): Promise<ProxmoxSsh> {
    const client = await connectSsh(config, { signal: options.signal });
    return new ProxmoxSsh(
      client,
      config,
      options.concurrency ?? MAX_CHANNELS,
      options.requestTimeoutMs ?? 30_000,
    );
  }

  get place(): string {
    return `${this.config.host}:${this.config.port}`;
  }

  async get(path: string, options: ProxmoxReadOptions): Promise<unknown> {
    const command = pveshCommand(
      `${this.config.sudo ? 'sudo -n ' : ''}${this.config.pvesh}`,
      path,
    );
    const { code, stdout, stderr } = await this.limit.run(() =>
      this.client.exec(command, {
        signal: options.signal,
        deadlineMs: options.deadlineMs ?? this.requestTimeoutMs,
      }),
    );
    if (code !== 0) {
      throw explainPvesh(this.place, path, code, stderr);
    }
    return parseJson(stdout.toString('utf8'), `${this.place} pvesh ${path}`);
  }

  /**
   * Reads the configurations of the guests of all nodes, also of offline ones.
   *
   * @throws ConnectorError also when only a part came
   */
  async guestFiles(options: { signal: AbortSignal }): Promise<GuestFile[]> {
    const files: GuestFile[] = [];
    const tar = TarReader.create((name, content) => {
      const [, node, directory, vmid] = GUEST_FILE.exec(name) ?? [];
      if (node) {
        files.push({
          node,
          type: directory === 'lxc' ? 'lxc' : 'qemu',
          vmid: Number(vmid),
          text: content.toString('utf8'),
          path: `${this.config.root}/${name}`,
        });
      }
    });
    const script = `sh -c ${quote(tarCommand(this.config.root))}`;
    const { code, stderr } = await this.limit.run(() =>
      this.client.exec(this.config.sudo ? `sudo -n ${script}` : script, {
        signal: options.signal,
        deadlineMs: 120_000,
        maxBytes: 256 * 1024 * 1024,
        onData: chunk => tar.push(chunk),
      }),
    );
    // tar says 1 when a file changed or went away while it was read: guests come and go.
    if (code > 1) {
      throw new ConnectorError(
        /permission denied|sudo:/i.test(stderr)
          ? 'insufficient-privileges'
          : 'invalid-answer',
        `${this.place}: the guest files below ${
          this.config.root
        } cannot be read: ${
          stderr || `exit code ${code}`
        }. They are readable for root and the group www-data.`,
      );
    }
    tar.end();
    return files;
  }

  close() {
    this.client.close();
  }
}
