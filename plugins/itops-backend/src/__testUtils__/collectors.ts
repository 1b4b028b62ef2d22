import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';

/** A collector that brings what the test last gave it. */
export class FakeCollector implements Collector {
  readonly kind: string;
  readonly title: string;
  schedule: Collector['schedule'] = {
    frequency: { minutes: 5 },
    timeout: { minutes: 4 },
  };
  collect: Collector['collect'];
  readText?: Collector['readText'];
  runs = 0;

  private constructor(readonly sourceId: string, readonly pass: string) {
    this.kind = sourceId.split('/')[0];
    this.title = `${this.kind} ${sourceId.split('/')[1]}`;
    this.collect = async () => {
      throw new Error('No result was given');
    };
  }

  static create(
    sourceId: string = 'proxmox/lab',
    pass: string = 'inventory',
  ): FakeCollector {
    return new FakeCollector(sourceId, pass);
  }

  gives(
    scopes: ScopeResult[],
    more: Partial<CollectionResult> = {},
  ): FakeCollector {
    this.collect = async () => {
      this.runs++;
      return { collectedAt: new Date().toISOString(), scopes, ...more };
    };
    return this;
  }

  async check() {
    return [];
  }
}
