import {
  CollectionResult,
  Collector,
  CollectorContext,
  DoctorCheck,
} from '@sankofa/plugin-itops-node';
import { ProxmoxSource } from './ProxmoxSource';
import { DeadAgents } from './collection/DeadAgents';
import { readAddresses } from './collection/readAddresses';

/**
 * The addresses inside the running guests of one Proxmox cluster: one call for each, and three
 * seconds for each dead agent. Therefore a pass of its own.
 * @public
 */
export class ProxmoxAddressesCollector implements Collector {
  readonly kind = 'proxmox';
  readonly pass = 'addresses';

  private constructor(
    private readonly source: ProxmoxSource,
    private readonly deadAgents: DeadAgents,
  ) {}

  static create(source: ProxmoxSource): ProxmoxAddressesCollector {
    return new ProxmoxAddressesCollector(source, DeadAgents.create());
  }

  get sourceId() {
    return this.source.sourceId;
  }

  get title() {
    return `Proxmox ${this.source.config.id}, addresses`;
  }

  get schedule() {
    return this.source.config.addressesSchedule;
  }

  collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const { deadAgents } = this;
    return this.source.read(signal, reader =>
      readAddresses(reader, { signal, deadAgents }),
    );
  }

  /** The inventory pass has checked the source already; this one needs nothing more. */
  async check(): Promise<DoctorCheck[]> {
    return [];
  }
}
