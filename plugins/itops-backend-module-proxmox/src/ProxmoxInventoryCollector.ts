import {
  CollectionResult,
  Collector,
  CollectorContext,
  DoctorCheck,
} from '@sankofa/plugin-itops-node';
import { ProxmoxSource } from './ProxmoxSource';
import { readInventory } from './collection/readInventory';
import { checkSource } from './doctor';

/**
 * Nodes, guests, their configuration and the networks of one Proxmox cluster.
 * @public
 */
export class ProxmoxInventoryCollector implements Collector {
  readonly kind = 'proxmox';
  readonly pass = 'inventory';

  private constructor(private readonly source: ProxmoxSource) {}

  static create(source: ProxmoxSource): ProxmoxInventoryCollector {
    return new ProxmoxInventoryCollector(source);
  }

  get sourceId() {
    return this.source.sourceId;
  }

  get title() {
    return `Proxmox ${this.source.config.id}`;
  }

  get schedule() {
    return this.source.config.schedule;
  }

  collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const { keepDescriptions } = this.source.config;
    return this.source.read(signal, reader =>
      readInventory(reader, { signal, keepDescriptions }),
    );
  }

  check({ signal }: CollectorContext): Promise<DoctorCheck[]> {
    return checkSource(this.source, signal);
  }
}
