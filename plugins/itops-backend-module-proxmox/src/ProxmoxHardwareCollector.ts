import {
  CollectionResult,
  Collector,
  CollectorContext,
  ConnectorError,
  DoctorCheck,
  completeScope,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { readHardware } from './clients/readHardware';
import { HardwareConfig, HardwareSshConfig } from './config';
import { hardwareScope } from './mappers/nodeHardware';

/**
 * What the nodes of a cluster are built of, where the API does not tell: serial number,
 * model, network cards, disks. Over SSH to each node that is named for it.
 * @public
 */
export class ProxmoxHardwareCollector implements Collector {
  readonly kind = 'proxmox';
  readonly pass = 'hardware';

  private constructor(
    private readonly id: string,
    private readonly config: HardwareConfig,
  ) {}

  static create(id: string, config: HardwareConfig): ProxmoxHardwareCollector {
    return new ProxmoxHardwareCollector(id, config);
  }

  get sourceId() {
    return `proxmox/${this.id}`;
  }

  get title() {
    return `Proxmox ${this.id}, hardware`;
  }

  get schedule() {
    return this.config.schedule;
  }

  async collect(context: CollectorContext): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    const nodes = await Promise.all(
      this.config.nodes.map(node => readNode(node, context)),
    );
    return {
      collectedAt,
      transport: 'ssh',
      scopes: [completeScope(SOURCE_SCOPE, []), ...nodes],
    };
  }

  /** Each node with what its commands say; nothing else is run for it. */
  async check(context: CollectorContext): Promise<DoctorCheck[]> {
    const { scopes } = await this.collect(context);
    return scopes
      .filter(({ scope }) => scope !== SOURCE_SCOPE)
      .map(({ scope, error }) => ({
        title: `${this.sourceId}: hardware of ${scope.slice('node:'.length)}`,
        status: error ? 'warn' : 'ok',
        detail: error?.message ?? 'is read over SSH',
      }));
  }
}

async function readNode(
  config: HardwareSshConfig,
  { signal }: CollectorContext,
): Promise<ScopeResult> {
  const { node } = config;
  try {
    return hardwareScope(node, await readHardware(config, { signal }));
  } catch (error) {
    if (error instanceof ConnectorError) {
      return failedScope(`node:${node}`, error);
    }
    throw error;
  }
}
