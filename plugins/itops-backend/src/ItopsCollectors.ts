import {
  Collector,
  ItopsCollectorsExtensionPoint,
} from '@sankofa/plugin-itops-node';

/** Collects the collectors of all modules before the backend starts. */
export class ItopsCollectors implements ItopsCollectorsExtensionPoint {
  readonly all: Collector[] = [];

  addCollector(...collectors: Collector[]): void {
    for (const collector of collectors) {
      const { sourceId, pass } = collector;
      if (
        this.all.some(
          known => known.sourceId === sourceId && known.pass === pass,
        )
      ) {
        throw new Error(
          `Two collectors are called ${sourceId} with the pass '${pass}'; give every source of itops.sources its own id`,
        );
      }
      this.all.push(collector);
    }
  }
}
