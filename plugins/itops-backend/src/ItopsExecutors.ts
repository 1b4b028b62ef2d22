import {
  Executor,
  ItopsExecutorsExtensionPoint,
} from '@sankofa/plugin-itops-node';

/** Collects what may write to sources from all modules, before the backend starts. */
export class ItopsExecutors implements ItopsExecutorsExtensionPoint {
  readonly all: Executor[] = [];

  addExecutor(...executors: Executor[]): void {
    for (const executor of executors) {
      if (this.all.some(({ sourceId }) => sourceId === executor.sourceId)) {
        throw new Error(
          `Two executors write to ${executor.sourceId}; each source has one`,
        );
      }
      this.all.push(executor);
    }
  }
}
